output "forwards" {
  description = "Namespace, service and port of each service inside the cluster. Only what `urls` names answers in a sandbox."
  value       = { for service in keys(terraform_data.service) : service => { namespace = service, service = service, port = 80 } }
}
