output "urls" {
  description = "URL of each service. Nothing answers in a sandbox: .invalid is a reserved domain."
  value       = { for service in keys(terraform_data.service) : service => "https://${service}.${var.name}.sandbox.invalid" }
}
