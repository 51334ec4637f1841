output "cluster_name" {
  description = "As the platform has it."
  value       = google_container_cluster.this.name
}

output "endpoint" {
  description = "Where the Kubernetes API answers."
  value       = "https://${google_container_cluster.this.endpoint}"
}

output "certificate_authority" {
  description = "Whom the Kubernetes API's certificate is by, in base64."
  value       = google_container_cluster.this.master_auth[0].cluster_ca_certificate
}
