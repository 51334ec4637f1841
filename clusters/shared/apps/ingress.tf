# One way in for all services: a load balancer with HTTPS only, a certificate for *.DOMAIN, and a sign-in with Labseat. Only a cluster with a
# domain has it (docs/decisions/0029-one-ingress.md). Each platform's domain.tf has the parts that differ: `local.dns_solver`,
# `local.certificate_annotations`, `local.certificate_pod_labels`, `local.balancer_annotations`, and the record of DNS.
locals {
  ingress = var.domain == null ? toset([]) : toset(["ingress"])

  # JupyterHub signs people in itself. A proxy in front of the others asks Labseat every four minutes whether the person may still enter.
  proxied = var.domain == null ? toset([]) : setsubtract(local.releases, ["jupyterhub"])

  ingress_values = {
    certificates = {
      crds           = { enabled = true, keep = false }
      serviceAccount = { annotations = local.certificate_annotations }
      podLabels      = local.certificate_pod_labels
    }
    ingress = {
      deployment = { replicas = 2 }
      global     = { checkNewVersion = false, sendAnonymousUsage = false }
      # The port of plain HTTP stays inside the cluster.
      ports = { web = { expose = { default = false } } }
      service = {
        annotations = local.balancer_annotations
        spec = merge(
          { type = "LoadBalancer" },
          try(length(var.domain.allowed_ranges), 0) > 0 ? { loadBalancerSourceRanges = var.domain.allowed_ranges } : {},
        )
      }
      tlsOptions = { default = { minVersion = "VersionTLS12" } }
      tlsStore   = { default = { defaultCertificate = { secretName = "services" } } }
      extraObjects = [
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "ClusterIssuer"
          metadata   = { name = "labseat" }
          spec = {
            acme = {
              server              = var.acme_server
              privateKeySecretRef = { name = "labseat-acme" }
              solvers             = [{ dns01 = local.dns_solver }]
            }
          }
        },
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "Certificate"
          metadata   = { name = "services" }
          spec = {
            secretName = "services"
            dnsNames   = [try("*.${var.domain.name}", "")]
            issuerRef  = { kind = "ClusterIssuer", name = "labseat" }
          }
        },
      ]
    }
    proxies = {
      for name in local.proxied : name => {
        config = {
          clientID     = local.sign_in.client_id
          clientSecret = var.client_secret
          cookieSecret = random_password.cookie[name].result
          upstreams    = ["http://${local.services[name].service}.${name}.svc.cluster.local:${local.services[name].port}"]
        }
        extraArgs = {
          provider              = "oidc"
          oidc-issuer-url       = local.sign_in.issuer
          redirect-url          = "https://${local.hosts[name]}/oauth2/callback"
          scope                 = "openid profile groups"
          code-challenge-method = "S256"
          oidc-email-claim      = "preferred_username"
          cookie-refresh        = "4m"
          cookie-expire         = "12h"
          cookie-secure         = true
          reverse-proxy         = true
          skip-provider-button  = true
          # The services read no headers of the proxy.
          pass-basic-auth   = false
          pass-user-headers = false
        }
      }
    }
  }
}

resource "helm_release" "certificates" {
  for_each = local.ingress

  name             = "cert-manager"
  namespace        = "cert-manager"
  create_namespace = true
  repository       = "https://charts.jetstack.io"
  chart            = "cert-manager"
  version          = "v1.21.1"
  values           = [yamlencode(local.ingress_values.certificates)]
  timeout          = 600
}

# Helm waits here: the record of DNS needs the address of the load balancer. The services do not depend on this release.
resource "helm_release" "ingress" {
  for_each = local.ingress

  name             = "traefik"
  namespace        = "traefik"
  create_namespace = true
  repository       = "https://traefik.github.io/charts"
  chart            = "traefik"
  version          = "41.3.0"
  values           = [yamlencode(local.ingress_values.ingress)]
  timeout          = 600

  depends_on = [helm_release.certificates]
}

data "kubernetes_service_v1" "ingress" {
  for_each = local.ingress

  metadata {
    name      = "traefik"
    namespace = helm_release.ingress[each.key].namespace
  }
}

locals {
  # AWS gives a name, the other platforms an address.
  balancer = {
    for key, service in data.kubernetes_service_v1.ingress : key => service.status[0].load_balancer[0].ingress[0]
  }
}

resource "random_password" "cookie" {
  for_each = local.proxied
  length   = 32
  special  = false
}

resource "helm_release" "proxy" {
  for_each = local.proxied

  name       = "oauth2-proxy"
  namespace  = helm_release.service[each.key].namespace
  repository = "https://oauth2-proxy.github.io/manifests"
  chart      = "oauth2-proxy"
  version    = "10.7.0"
  values     = [yamlencode(local.ingress_values.proxies[each.key])]
  wait       = false
  timeout    = 300
}

# Airflow's configuration file is no secret, so it reads the client's secret from here.
resource "kubernetes_secret_v1" "sign_in" {
  for_each = setintersection(local.proxied, ["airflow"])

  metadata {
    name      = "labseat-sign-in"
    namespace = helm_release.service[each.key].namespace
  }
  data = { client-secret = var.client_secret }
}

resource "kubernetes_ingress_v1" "service" {
  for_each = var.domain == null ? toset([]) : local.releases

  metadata {
    name        = "labseat"
    namespace   = helm_release.service[each.key].namespace
    annotations = { "traefik.ingress.kubernetes.io/router.entrypoints" = "websecure" }
  }

  spec {
    ingress_class_name = "traefik"

    rule {
      host = local.hosts[each.key]

      http {
        path {
          path      = "/"
          path_type = "Prefix"

          backend {
            service {
              name = contains(local.proxied, each.key) ? "oauth2-proxy" : local.services[each.key].service

              port {
                number = 80
              }
            }
          }
        }
      }
    }
  }
}
