data "google_client_config" "current" {}

locals {
  dns_solver = {
    cloudDNS = { project = data.google_client_config.current.project, hostedZoneName = try(var.domain.zone_id, "") }
  }
  # The service account of the stage cluster.
  certificate_annotations = {
    "iam.gke.io/gcp-service-account" = "${substr(var.name, 0, 18)}-${substr(sha1(var.name), 0, 6)}-dns@${data.google_client_config.current.project}.iam.gserviceaccount.com"
  }
  certificate_pod_labels = {}
  balancer_annotations   = {}
}

resource "google_dns_record_set" "services" {
  for_each = local.ingress

  managed_zone = var.domain.zone_id
  name         = "*.${var.domain.name}."
  type         = "A"
  ttl          = 60
  rrdatas      = [local.balancer[each.key].ip]
}
