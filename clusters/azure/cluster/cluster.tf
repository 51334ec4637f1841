data "azurerm_client_config" "current" {}

resource "azurerm_user_assigned_identity" "cluster" {
  name                = "${var.name}-cluster"
  location            = azurerm_resource_group.this.location
  resource_group_name = azurerm_resource_group.this.name
  tags                = var.tags

  lifecycle {
    ignore_changes = [tags]
  }
}

# The cluster places its nodes and load balancers in a network that it did not create.
resource "azurerm_role_assignment" "network" {
  scope                = azurerm_virtual_network.this.id
  role_definition_name = "Network Contributor"
  principal_id         = azurerm_user_assigned_identity.cluster.principal_id
  # Set explicitly: Entra ID may not know a principal that was created a moment ago.
  principal_type = "ServicePrincipal"
}

resource "azurerm_kubernetes_cluster" "this" {
  name                = var.name
  location            = azurerm_resource_group.this.location
  resource_group_name = azurerm_resource_group.this.name
  dns_prefix          = var.name
  kubernetes_version  = var.kubernetes_version
  node_resource_group = "${var.name}-nodes"

  # Only Entra ID grants access, so the state holds no administrator certificate.
  local_account_disabled    = true
  oidc_issuer_enabled       = true
  workload_identity_enabled = true

  # AKS takes no range that stands for every address: without the block every address may reach the API.
  dynamic "api_server_access_profile" {
    for_each = contains(var.public_access_cidrs, "0.0.0.0/0") ? [] : [var.public_access_cidrs]

    content {
      authorized_ip_ranges = api_server_access_profile.value
    }
  }

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = true
    tenant_id          = data.azurerm_client_config.current.tenant_id
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.cluster.id]
  }

  default_node_pool {
    name                 = "nodes"
    vm_size              = var.node_type
    os_disk_size_gb      = var.node_disk_gb
    orchestrator_version = var.kubernetes_version
    # Another machine type or disk size: the pool of this name takes the pods until the new pool is up.
    temporary_name_for_rotation = "rotation"
    auto_scaling_enabled        = true
    min_count                   = var.node_min
    max_count                   = var.node_max
    vnet_subnet_id              = azurerm_subnet.private["0"].id
    tags                        = var.tags

    upgrade_settings {
      max_surge = "10%"
    }
  }

  # Outside the usual network ranges and outside 172.30.0.0/16 and 172.31.0.0/16, which AKS reserves.
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "100.64.0.0/16"
    service_cidr        = "172.29.0.0/16"
    dns_service_ip      = "172.29.0.10"
  }

  tags = var.tags

  lifecycle {
    ignore_changes = [tags, default_node_pool[0].tags]
  }

  depends_on = [azurerm_role_assignment.network]
}

# The creator is the cluster's administrator.
resource "azurerm_role_assignment" "administrator" {
  scope                = azurerm_kubernetes_cluster.this.id
  role_definition_name = "Azure Kubernetes Service RBAC Cluster Admin"
  principal_id         = data.azurerm_client_config.current.object_id
}
