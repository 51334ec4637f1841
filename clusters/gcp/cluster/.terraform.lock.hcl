# Versions of providers. An image downloads and verifies them when it is built, and adds their checksums to its copy
# (clusters/Dockerfile). Checksums here would have to name those of every platform that a developer uses.

provider "registry.terraform.io/hashicorp/google" {
  version     = "6.20.0"
  constraints = "~> 6.20"
}
