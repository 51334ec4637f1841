# Versions of providers. An image downloads and verifies them when it is built, and adds their checksums to its copy
# (clusters/Dockerfile). Checksums here would have to name those of every platform that a developer uses.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
}

provider "registry.terraform.io/hashicorp/helm" {
  version     = "2.17.0"
  constraints = "~> 2.17"
}

provider "registry.terraform.io/hashicorp/kubernetes" {
  version     = "2.35.1"
  constraints = "~> 2.35"
}

provider "registry.terraform.io/hashicorp/random" {
  version     = "3.6.3"
  constraints = "~> 3.6"
}
