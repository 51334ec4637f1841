terraform {
  required_version = ">= 1.11"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.20"
    }
  }
}

# The GOOGLE_* environment variables set the project and the identity.
provider "google" {
  region         = var.region
  default_labels = local.labels
}
