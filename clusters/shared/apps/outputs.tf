locals {
  places = {
    for name, service in data.kubernetes_service_v1.service :
    name => try(service.status[0].load_balancer[0].ingress[0], null)
  }
}

output "urls" {
  description = "URL of each service."
  value = {
    for name, place in local.places :
    name => "http://${place.hostname != "" ? place.hostname : place.ip}:${local.charts[name].port}"
    if place != null
  }
}

output "passwords" {
  description = "Password of each service; the user name is admin. VS Code's password is in its own secret in the cluster."
  value       = { for name in var.services : name => random_password.service[name].result if name != "vscode" }
  sensitive   = true
}
