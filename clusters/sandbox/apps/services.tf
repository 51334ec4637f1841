resource "terraform_data" "storage_driver" {
  input = { cluster = var.cluster_name, tags = var.tags }
}

resource "terraform_data" "service" {
  for_each = var.services
  input    = { name = each.key, endpoint = var.endpoint, storage = terraform_data.storage_driver.id }
}
