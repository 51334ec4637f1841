locals {
  places = {
    for name, service in data.kubernetes_service_v1.service :
    name => try(service.status[0].load_balancer[0].ingress[0], null)
  }
}

output "urls" {
  description = "Where each service answers."
  value = {
    for name, place in local.places :
    name => "http://${place.hostname != "" ? place.hostname : place.ip}:${local.charts[name].port}"
    if place != null
  }
}

output "passwords" {
  description = "What each service is opened with, as admin where it asks for a name. VS Code's is in its own secret in the cluster."
  value       = { for name in var.services : name => random_password.service[name].result if name != "vscode" }
  sensitive   = true
}
