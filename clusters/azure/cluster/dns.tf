# Proves to the certificate authority that the names of the services are ours: https://cert-manager.io/docs/configuration/acme/dns01/azuredns/
resource "azurerm_user_assigned_identity" "dns" {
  count = var.dns_zone == null ? 0 : 1

  name                = "${var.name}-dns"
  location            = azurerm_resource_group.this.location
  resource_group_name = azurerm_resource_group.this.name
  tags                = var.tags

  lifecycle {
    ignore_changes = [tags]
  }
}

resource "azurerm_federated_identity_credential" "dns" {
  count = var.dns_zone == null ? 0 : 1

  name                = "cert-manager"
  resource_group_name = azurerm_resource_group.this.name
  parent_id           = azurerm_user_assigned_identity.dns[0].id
  issuer              = azurerm_kubernetes_cluster.this.oidc_issuer_url
  subject             = "system:serviceaccount:cert-manager:cert-manager"
  audience            = ["api://AzureADTokenExchange"]
}

resource "azurerm_role_assignment" "dns" {
  count = var.dns_zone == null ? 0 : 1

  scope                = var.dns_zone.id
  role_definition_name = "DNS Zone Contributor"
  principal_id         = azurerm_user_assigned_identity.dns[0].principal_id
  principal_type       = "ServicePrincipal"
}
