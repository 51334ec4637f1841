terraform {
  required_version = ">= 1.11"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.20"
    }
  }
}

# Which subscription, and as whom: ARM_* of the environment.
provider "azurerm" {
  features {
    resource_group {
      # What Kubernetes made in it goes along.
      prevent_deletion_if_contains_resources = false
    }
  }
}
