output "cluster_name" {
  description = "Name of the cluster in the cloud."
  value       = azurerm_kubernetes_cluster.this.name

  # Roles must exist before anything uses the cluster.
  depends_on = [azurerm_role_assignment.administrator]
}

output "endpoint" {
  description = "URL of the Kubernetes API."
  value       = "https://${azurerm_kubernetes_cluster.this.fqdn}:443"
}

output "certificate_authority" {
  description = "The Kubernetes API's certificate authority, in base64."
  # The provider marks the whole kube_config as sensitive; this part is public.
  value = nonsensitive(azurerm_kubernetes_cluster.this.kube_config[0].cluster_ca_certificate)
}

output "dns_identity" {
  description = "Client id of the identity that may change the DNS zone; empty without a zone."
  value       = try(azurerm_user_assigned_identity.dns[0].client_id, "")
}
