terraform {
  required_version = ">= 1.11"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.20"
    }
  }
}

# The ARM_* environment variables set the subscription and the identity.
provider "azurerm" {
  features {
    resource_group {
      # Also delete what Kubernetes created in the group.
      prevent_deletion_if_contains_resources = false
    }
  }
}
