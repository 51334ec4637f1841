output "urls" {
  description = "Where each service answers. Of a sandbox nothing does: .invalid is reserved for that."
  value       = { for service in keys(terraform_data.service) : service => "https://${service}.${var.name}.sandbox.invalid" }
}
