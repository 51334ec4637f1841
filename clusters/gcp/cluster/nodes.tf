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

locals {
  # GPUs that belong to a machine type: https://cloud.google.com/compute/docs/gpus
  gpus = {
    "g2-standard-4"  = { type = "nvidia-l4", count = 1 }
    "g2-standard-8"  = { type = "nvidia-l4", count = 1 }
    "g2-standard-12" = { type = "nvidia-l4", count = 1 }
    "g2-standard-16" = { type = "nvidia-l4", count = 1 }
    "g2-standard-24" = { type = "nvidia-l4", count = 2 }
    "g2-standard-32" = { type = "nvidia-l4", count = 1 }
    "g2-standard-48" = { type = "nvidia-l4", count = 4 }
    "g2-standard-96" = { type = "nvidia-l4", count = 8 }
    "a2-highgpu-1g"  = { type = "nvidia-tesla-a100", count = 1 }
    "a2-highgpu-2g"  = { type = "nvidia-tesla-a100", count = 2 }
    "a2-highgpu-4g"  = { type = "nvidia-tesla-a100", count = 4 }
    "a2-highgpu-8g"  = { type = "nvidia-tesla-a100", count = 8 }
    "a2-megagpu-16g" = { type = "nvidia-tesla-a100", count = 16 }
    "a2-ultragpu-1g" = { type = "nvidia-a100-80gb", count = 1 }
    "a2-ultragpu-2g" = { type = "nvidia-a100-80gb", count = 2 }
    "a2-ultragpu-4g" = { type = "nvidia-a100-80gb", count = 4 }
    "a2-ultragpu-8g" = { type = "nvidia-a100-80gb", count = 8 }
    "a3-highgpu-1g"  = { type = "nvidia-h100-80gb", count = 1 }
    "a3-highgpu-2g"  = { type = "nvidia-h100-80gb", count = 2 }
    "a3-highgpu-4g"  = { type = "nvidia-h100-80gb", count = 4 }
    "a3-highgpu-8g"  = { type = "nvidia-h100-80gb", count = 8 }
  }
  gpu = lookup(local.gpus, var.node_type, null)
}

# GKE moves a pool to another machine type or disk size itself, and brings up a new machine before it takes an old one away. Other GPUs need
# another pool, which exists before the old one goes because it has another name.
resource "google_container_node_pool" "this" {
  name     = local.gpu == null ? "nodes" : "nodes-${local.gpu.type}-${local.gpu.count}"
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
    disk_size_gb    = var.node_disk_gb
    service_account = google_service_account.node.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    resource_labels = local.labels

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    dynamic "guest_accelerator" {
      for_each = local.gpu == null ? [] : [local.gpu]

      content {
        type  = guest_accelerator.value.type
        count = guest_accelerator.value.count

        # GKE installs the driver and its device plugin.
        gpu_driver_installation_config {
          gpu_driver_version = "DEFAULT"
        }
      }
    }

    shielded_instance_config {
      enable_secure_boot = true
    }
  }

  upgrade_settings {
    max_surge       = 1
    max_unavailable = 0
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [google_project_iam_member.node]
}
