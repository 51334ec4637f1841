data "azurerm_client_config" "current" {}

locals {
  # /subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.Network/dnsZones/NAME
  zone_group = try(split("/", var.domain.zone_id)[4], "")

  dns_solver = {
    azureDNS = {
      subscriptionID    = data.azurerm_client_config.current.subscription_id
      resourceGroupName = local.zone_group
      hostedZoneName    = try(var.domain.zone, "")
      managedIdentity   = { clientID = var.dns_identity }
    }
  }
  certificate_annotations = {}
  certificate_pod_labels  = { "azure.workload.identity/use" = "true" }
  balancer_annotations    = {}
}

resource "azurerm_dns_a_record" "services" {
  for_each = local.ingress

  name                = "*.${trimsuffix(var.domain.name, ".${var.domain.zone}")}"
  zone_name           = var.domain.zone
  resource_group_name = local.zone_group
  ttl                 = 60
  records             = [local.balancer[each.key].ip]
  tags                = var.tags
}
