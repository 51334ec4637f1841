output "urls" {
  description = "Address of each installed service, if the cluster has a domain. JupyterHub starts VS Code."
  value       = var.domain == null ? {} : { for name in var.services : name => "https://${local.hosts[local.services[name].release]}/" }
}

output "forwards" {
  description = "Namespace, service and port of each installed service inside the cluster, for kubectl port-forward. With a domain people use its addresses."
  value = var.domain != null ? {} : {
    for name in var.services : name => {
      namespace = helm_release.service[local.services[name].release].namespace
      service   = local.services[name].service
      port      = local.services[name].port
    }
  }
}

output "passwords" {
  description = "Password of each release; the user name is admin. JupyterHub takes any user name."
  value       = { for name in local.releases : name => random_password.service[name].result }
  sensitive   = true
}
