provider "helm" {
  kubernetes {
    host                   = var.endpoint
    cluster_ca_certificate = base64decode(var.certificate_authority)

    exec {
      api_version = "client.authentication.k8s.io/v1beta1"
      command     = var.token_command[0]
      args        = slice(var.token_command, 1, length(var.token_command))
    }
  }
}

provider "kubernetes" {
  host                   = var.endpoint
  cluster_ca_certificate = base64decode(var.certificate_authority)

  exec {
    api_version = "client.authentication.k8s.io/v1beta1"
    command     = var.token_command[0]
    args        = slice(var.token_command, 1, length(var.token_command))
  }
}

# One pinned chart for each service.
locals {
  charts = {
    # code-server publishes its chart only in its source repository, so the image contains a copy.
    vscode     = { repository = null, chart = "/opt/charts/code-server", version = "3.34.0", service = "vscode-code-server", port = 8080 }
    jupyterhub = { repository = "https://hub.jupyter.org/helm-chart", chart = "jupyterhub", version = "4.2.0", service = "proxy-public", port = 80 }
    mlflow     = { repository = "https://community-charts.github.io/helm-charts", chart = "mlflow", version = "1.7.3", service = "mlflow", port = 80 }
    airflow    = { repository = "https://airflow.apache.org", chart = "airflow", version = "1.16.0", service = "airflow-webserver", port = 8080 }
    superset   = { repository = "https://apache.github.io/superset", chart = "superset", version = "0.14.1", service = "superset", port = 8088 }
  }

  # Bitnami moved its images here in 2025. These charts still use the old repository.
  database = { image = { repository = "bitnamilegacy/postgresql" } }

  values = {
    vscode = {
      service = { type = "LoadBalancer" }
    }
    jupyterhub = {
      proxy = { service = { type = "LoadBalancer" } }
      hub = {
        config = {
          JupyterHub         = { authenticator_class = "dummy" }
          Authenticator      = { allow_all = true }
          DummyAuthenticator = { password = random_password.service["jupyterhub"].result }
        }
      }
    }
    mlflow = {
      service = { type = "LoadBalancer" }
      auth = {
        enabled       = true
        adminUsername = "admin"
        adminPassword = random_password.service["mlflow"].result
      }
    }
    airflow = {
      executor           = "KubernetesExecutor"
      webserverSecretKey = random_password.key["airflow"].result
      createUserJob      = { useHelmHooks = false }
      migrateDatabaseJob = { useHelmHooks = false }
      postgresql         = local.database
      webserver = {
        service     = { type = "LoadBalancer" }
        defaultUser = { enabled = true, username = "admin", password = random_password.service["airflow"].result }
      }
    }
    superset = {
      service        = { type = "LoadBalancer" }
      postgresql     = local.database
      redis          = { image = { repository = "bitnamilegacy/redis" } }
      extraSecretEnv = { SUPERSET_SECRET_KEY = random_password.key["superset"].result }
      init           = { adminUser = { username = "admin", password = random_password.service["superset"].result } }
    }
  }
}

resource "random_password" "service" {
  for_each = toset(keys(local.charts))
  length   = 24
  special  = false
}

resource "random_password" "key" {
  for_each = toset(["airflow", "superset"])
  length   = 42
  special  = false
}

resource "helm_release" "service" {
  for_each = var.services

  name             = each.key
  namespace        = each.key
  create_namespace = true
  repository       = local.charts[each.key].repository
  chart            = local.charts[each.key].chart
  version          = local.charts[each.key].version
  values           = [yamlencode(local.values[each.key])]

  # Wait until the service answers and its load balancer has an address. Roll back on failure.
  atomic  = true
  wait    = true
  timeout = 900
}

# The services' passwords, readable with kubectl. VS Code's chart creates its own secret.
resource "kubernetes_secret_v1" "access" {
  for_each = setsubtract(var.services, ["vscode"])

  metadata {
    name      = "labseat-access"
    namespace = helm_release.service[each.key].namespace
  }
  data = {
    username = "admin"
    password = random_password.service[each.key].result
  }
}

data "kubernetes_service_v1" "service" {
  for_each = helm_release.service

  metadata {
    name      = local.charts[each.key].service
    namespace = each.value.namespace
  }
}
