terraform {
  required_version = ">= 1.11"

  required_providers {
    helm = {
      source  = "hashicorp/helm"
      version = "~> 2.17"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.35"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }
}

provider "helm" {
  kubernetes {
    host                   = var.endpoint
    cluster_ca_certificate = base64decode(var.certificate_authority)

    exec {
      api_version = "client.authentication.k8s.io/v1beta1"
      command     = var.token_command[0]
      args        = slice(var.token_command, 1, length(var.token_command))
    }
  }
}

provider "kubernetes" {
  host                   = var.endpoint
  cluster_ca_certificate = base64decode(var.certificate_authority)

  exec {
    api_version = "client.authentication.k8s.io/v1beta1"
    command     = var.token_command[0]
    args        = slice(var.token_command, 1, length(var.token_command))
  }
}
