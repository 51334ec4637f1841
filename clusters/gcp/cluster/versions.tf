terraform {
  required_version = ">= 1.11"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.20"
    }
  }
}

# Which project, and as whom: GOOGLE_* of the environment.
provider "google" {
  region         = var.region
  default_labels = local.labels
}
