output "cluster_name" {
  description = "Name of the cluster in the cloud."
  value       = aws_eks_cluster.this.name
}

output "endpoint" {
  description = "URL of the Kubernetes API."
  value       = aws_eks_cluster.this.endpoint
}

output "certificate_authority" {
  description = "The Kubernetes API's certificate authority, in base64."
  value       = aws_eks_cluster.this.certificate_authority[0].data
}
