data "google_client_config" "current" {}

resource "google_container_cluster" "this" {
  name               = var.name
  location           = var.region
  network            = google_compute_network.this.id
  subnetwork         = google_compute_subnetwork.this.id
  min_master_version = var.kubernetes_version
  resource_labels    = local.labels

  # The nodes are in a separate pool, which can change without recreating the cluster.
  remove_default_node_pool = true
  initial_node_count       = 1

  # Labseat must be able to destroy the cluster.
  deletion_protection = false

  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }

  private_cluster_config {
    enable_private_nodes = true
  }

  # Without the block every address may reach the API.
  dynamic "master_authorized_networks_config" {
    for_each = contains(var.public_access_cidrs, "0.0.0.0/0") ? [] : [var.public_access_cidrs]

    content {
      dynamic "cidr_blocks" {
        for_each = master_authorized_networks_config.value

        content {
          cidr_block = cidr_blocks.value
        }
      }
    }
  }

  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER"]
  }

  release_channel {
    channel = "REGULAR"
  }

  workload_identity_config {
    workload_pool = "${data.google_client_config.current.project}.svc.id.goog"
  }

  depends_on = [google_compute_router_nat.this]
}
