# Proves to the certificate authority that the names of the services are ours: https://cert-manager.io/docs/configuration/acme/dns01/google/
resource "google_service_account" "dns" {
  count = var.dns_zone == null ? 0 : 1

  account_id   = "${substr(var.name, 0, 18)}-${substr(sha1(var.name), 0, 6)}-dns"
  display_name = "Certificates of ${var.name}"
}

resource "google_dns_managed_zone_iam_member" "dns" {
  count = var.dns_zone == null ? 0 : 1

  managed_zone = var.dns_zone.id
  role         = "roles/dns.admin"
  member       = google_service_account.dns[0].member
}

resource "google_service_account_iam_member" "dns" {
  count = var.dns_zone == null ? 0 : 1

  service_account_id = google_service_account.dns[0].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${data.google_client_config.current.project}.svc.id.goog[cert-manager/cert-manager]"

  depends_on = [google_container_cluster.this]
}
