output "cluster_name" {
  description = "As the platform has it."
  value       = terraform_data.cluster.output.name
}

output "endpoint" {
  description = "Where the Kubernetes API answers. Of a sandbox nothing does: .invalid is reserved for that."
  value       = "https://${terraform_data.cluster.output.name}.${var.region}.sandbox.invalid"
}

output "certificate_authority" {
  description = "Whom the Kubernetes API's certificate is by, in base64."
  value       = base64encode("sandbox ${terraform_data.cluster.id}")
}
