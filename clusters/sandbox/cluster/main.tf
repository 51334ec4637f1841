# A cluster's resources without a cloud: terraform_data needs no provider and makes no request.
locals {
  public_subnets  = { for index, cidr in var.public_subnets : tostring(index) => cidr }
  private_subnets = { for index, cidr in var.private_subnets : tostring(index) => cidr }
}

resource "terraform_data" "vpc" {
  input = { name = "${var.name}-vpc", cidr = var.vpc_cidr, region = var.region, tags = var.tags }
}

resource "terraform_data" "internet_gateway" {
  input = { name = "${var.name}-igw", vpc = terraform_data.vpc.id }
}

resource "terraform_data" "public_subnet" {
  for_each = local.public_subnets
  input    = { name = "${var.name}-public-${each.key}", cidr = each.value, vpc = terraform_data.vpc.id }
}

resource "terraform_data" "private_subnet" {
  for_each = local.private_subnets
  input    = { name = "${var.name}-private-${each.key}", cidr = each.value, vpc = terraform_data.vpc.id }
}

resource "terraform_data" "nat_gateway" {
  input = { name = "${var.name}-nat", subnet = terraform_data.public_subnet["0"].id }

  depends_on = [terraform_data.internet_gateway]
}

resource "terraform_data" "public_route_table" {
  input = {
    gateway = terraform_data.internet_gateway.id
    subnets = [for subnet in terraform_data.public_subnet : subnet.id]
  }
}

resource "terraform_data" "private_route_table" {
  input = {
    gateway = terraform_data.nat_gateway.id
    subnets = [for subnet in terraform_data.private_subnet : subnet.id]
  }
}

resource "terraform_data" "cluster_role" {
  input = { name = "${var.name}-cluster" }
}

resource "terraform_data" "node_role" {
  input = { name = "${var.name}-node" }
}

resource "terraform_data" "cluster" {
  input = {
    name    = var.name
    version = var.kubernetes_version
    role    = terraform_data.cluster_role.id
    subnets = [for subnet in terraform_data.private_subnet : subnet.id]
  }
}

resource "terraform_data" "node_group" {
  input = {
    cluster = terraform_data.cluster.output.name
    type    = var.node_type
    min     = var.node_min
    max     = var.node_max
    role    = terraform_data.node_role.id
  }

  depends_on = [terraform_data.private_route_table]
}

resource "terraform_data" "identity_provider" {
  input = { cluster = terraform_data.cluster.output.name }
}
