terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
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

provider "aws" {
  region = var.region

  default_tags {
    tags = var.tags
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
