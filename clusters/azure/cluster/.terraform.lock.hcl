# Versions of providers. An image downloads and verifies them when it is built, and adds their checksums to its copy
# (clusters/Dockerfile). Checksums here would have to name those of every platform that a developer uses.

provider "registry.terraform.io/hashicorp/azurerm" {
  version     = "4.20.0"
  constraints = "~> 4.20"
}
