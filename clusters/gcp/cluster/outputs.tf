output "cluster_name" {
  description = "Name of the cluster in the cloud."
  value       = google_container_cluster.this.name
}

output "endpoint" {
  description = "URL of the Kubernetes API."
  value       = "https://${google_container_cluster.this.endpoint}"
}

output "certificate_authority" {
  description = "The Kubernetes API's certificate authority, in base64."
  value       = google_container_cluster.this.master_auth[0].cluster_ca_certificate
}
