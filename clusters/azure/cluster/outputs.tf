output "cluster_name" {
  description = "As the platform has it."
  value       = azurerm_kubernetes_cluster.this.name

  # Nothing gets in before its role is given.
  depends_on = [azurerm_role_assignment.administrator]
}

output "endpoint" {
  description = "Where the Kubernetes API answers."
  value       = "https://${azurerm_kubernetes_cluster.this.fqdn}:443"
}

output "certificate_authority" {
  description = "Whom the Kubernetes API's certificate is by, in base64."
  # The provider holds all of kube_config for secret; this part of it is public.
  value = nonsensitive(azurerm_kubernetes_cluster.this.kube_config[0].cluster_ca_certificate)
}
