# An id has at most 30 characters, and the end of the name makes it unique.
resource "google_service_account" "node" {
  account_id   = "${substr(var.name, 0, 18)}-${substr(sha1(var.name), 0, 6)}-node"
  display_name = "Nodes of ${var.name}"
}

resource "google_project_iam_member" "node" {
  project = data.google_client_config.current.project
  role    = "roles/container.defaultNodeServiceAccount"
  member  = google_service_account.node.member
}

resource "google_container_node_pool" "this" {
  name     = "nodes"
  location = var.region
  cluster  = google_container_cluster.this.name

  # Across all zones; the other limits count per zone.
  autoscaling {
    total_min_node_count = var.node_min
    total_max_node_count = var.node_max
    location_policy      = "BALANCED"
  }

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  node_config {
    machine_type    = var.node_type
    service_account = google_service_account.node.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    resource_labels = local.labels

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    shielded_instance_config {
      enable_secure_boot = true
    }
  }

  depends_on = [google_project_iam_member.node]
}
