output "cluster_name" {
  description = "Name of the cluster in the cloud."
  value       = terraform_data.cluster.output.name
}

output "endpoint" {
  description = "URL of the Kubernetes API. Nothing answers in a sandbox: .invalid is a reserved domain."
  value       = "https://${terraform_data.cluster.output.name}.${var.region}.sandbox.invalid"
}

output "certificate_authority" {
  description = "The Kubernetes API's certificate authority, in base64."
  value       = base64encode("sandbox ${terraform_data.cluster.id}")
}
