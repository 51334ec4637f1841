output "cluster_name" {
  description = "As the platform has it."
  value       = aws_eks_cluster.this.name
}

output "endpoint" {
  description = "Where the Kubernetes API answers."
  value       = aws_eks_cluster.this.endpoint
}

output "certificate_authority" {
  description = "Whom the Kubernetes API's certificate is by, in base64."
  value       = aws_eks_cluster.this.certificate_authority[0].data
}
