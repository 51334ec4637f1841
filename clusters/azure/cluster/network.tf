locals {
  public_subnets  = { for index, cidr in var.public_subnets : tostring(index) => cidr }
  private_subnets = { for index, cidr in var.private_subnets : tostring(index) => cidr }
}

resource "azurerm_resource_group" "this" {
  name     = var.name
  location = var.region
  tags     = var.tags

  # A company's policies add tags to resources, and a change must not remove them. The provider can't ignore single keys.
  lifecycle {
    ignore_changes = [tags]
  }
}

resource "azurerm_virtual_network" "this" {
  name                = var.name
  location            = azurerm_resource_group.this.location
  resource_group_name = azurerm_resource_group.this.name
  address_space       = [var.vpc_cidr]
  tags                = var.tags

  lifecycle {
    ignore_changes = [tags]
  }
}

resource "azurerm_subnet" "public" {
  for_each = local.public_subnets

  name                 = "${var.name}-public-${each.key}"
  resource_group_name  = azurerm_resource_group.this.name
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = [each.value]
}

resource "azurerm_subnet" "private" {
  for_each = local.private_subnets

  name                 = "${var.name}-private-${each.key}"
  resource_group_name  = azurerm_resource_group.this.name
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = [each.value]
}
