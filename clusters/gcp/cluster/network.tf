locals {
  # Google allows only lower-case letters, digits, hyphens and underscores.
  labels = { for name, value in var.tags : replace(lower(name), "/[^a-z0-9_-]/", "-") => replace(lower(value), "/[^a-z0-9_-]/", "-") }
}

resource "google_compute_network" "this" {
  name                    = var.name
  auto_create_subnetworks = false
}

# In Google Cloud a subnet spans its region, and none is public: the first private range is for nodes, the second for pods, and the first
# public range for services.
resource "google_compute_subnetwork" "this" {
  name                     = var.name
  region                   = var.region
  network                  = google_compute_network.this.id
  ip_cidr_range            = var.private_subnets[0]
  private_ip_google_access = true

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = try(var.private_subnets[1], null)
  }

  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = var.public_subnets[0]
  }

  lifecycle {
    precondition {
      condition     = length(var.private_subnets) >= 2
      error_message = "Google Cloud needs two private ranges: one for the nodes and one for their pods."
    }
  }
}

resource "google_compute_router" "this" {
  name    = var.name
  region  = var.region
  network = google_compute_network.this.id
}

resource "google_compute_router_nat" "this" {
  name                               = var.name
  region                             = var.region
  router                             = google_compute_router.this.name
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}
