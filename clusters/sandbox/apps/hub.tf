# The real JupyterHub of this machine. `start` leaves it running; `stop` ends it with the servers of people, whose work stays in the folder.
resource "terraform_data" "hub" {
  for_each         = var.hub != null && contains(var.services, "jupyterhub") ? { jupyterhub = var.hub } : {}
  input            = each.value
  triggers_replace = each.value.url

  provisioner "local-exec" {
    interpreter = self.input.start
    command     = self.input.folder
  }

  provisioner "local-exec" {
    when        = destroy
    interpreter = self.output.stop
    command     = self.output.folder
  }

  depends_on = [terraform_data.storage_driver]
}

output "urls" {
  description = "URL of each service that answers outside the cluster."
  value       = { for service, hub in terraform_data.hub : service => hub.output.url }
}
