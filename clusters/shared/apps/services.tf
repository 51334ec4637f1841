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

# The services, each with the release that installs it and its address inside the cluster. Nothing answers outside the cluster without a
# domain (ingress.tf).
locals {
  services = {
    # JupyterHub starts VS Code for each person, as it starts notebooks.
    vscode     = { release = "jupyterhub", service = "proxy-public", port = 80 }
    jupyterhub = { release = "jupyterhub", service = "proxy-public", port = 80 }
    mlflow     = { release = "mlflow", service = "mlflow", port = 80 }
    airflow    = { release = "airflow", service = "airflow-api-server", port = 8080 }
    superset   = { release = "superset", service = "superset", port = 8088 }
  }

  releases = toset([for name in var.services : local.services[name].release])

  # The name of each release below the domain.
  hosts = { for name in keys(local.charts) : name => try("${name}.${var.domain.name}", "") }
}

# People sign in with Labseat where the services have names. Airflow and Superset share the framework that asks.
locals {
  # Terraform takes two different objects from a list, but not from a condition.
  choice  = var.domain == null ? 0 : 1
  sign_in = coalesce(var.sign_in, { issuer = "", client_id = "", owner_group = "" })

  sign_in_python = <<-EOT
    import os
    from flask_appbuilder.security.manager import AUTH_OAUTH

    AUTH_TYPE = AUTH_OAUTH
    AUTH_USER_REGISTRATION = True
    AUTH_ROLES_SYNC_AT_LOGIN = True
    OAUTH_PROVIDERS = [
        {
            "name": "labseat",
            "icon": "fa-key",
            "token_key": "access_token",
            "remote_app": {
                "client_id": "${local.sign_in.client_id}",
                "client_secret": os.environ["LABSEAT_CLIENT_SECRET"],
                "server_metadata_url": "${local.sign_in.issuer}/.well-known/openid-configuration",
                "client_kwargs": {"scope": "openid profile groups", "code_challenge_method": "S256"},
            },
        }
    ]


    def labseat_user(manager, provider, token):
        claims = manager.oauth_remotes[provider].userinfo(token=token)
        return {
            # The pseudonym stays when a person changes the username.
            "username": claims["sub"],
            "email": claims["sub"] + "@labseat.invalid",
            "first_name": claims.get("name", ""),
            "last_name": "",
            "role_keys": ["owner" if "${local.sign_in.owner_group}" in claims["groups"] else "user"],
        }
  EOT

  sign_in_values = {
    jupyterhub = [{
      JupyterHub         = { authenticator_class = "dummy" }
      Authenticator      = { allow_all = true }
      DummyAuthenticator = { password = random_password.service["jupyterhub"].result }
      }, {
      JupyterHub    = { authenticator_class = "generic-oauth" }
      Authenticator = { allow_all = true, auth_refresh_age = 240, enable_auth_state = true }
      GenericOAuthenticator = {
        client_id          = local.sign_in.client_id
        client_secret      = var.client_secret
        oauth_callback_url = "https://${local.hosts.jupyterhub}/hub/oauth_callback"
        authorize_url      = "${local.sign_in.issuer}/auth"
        token_url          = "${local.sign_in.issuer}/token"
        userdata_url       = "${local.sign_in.issuer}/me"
        login_service      = "Labseat"
        scope              = ["openid", "profile", "groups"]
        # Labseat finds a person's server by the pseudonym, which stays when a username changes.
        username_claim = "sub"
      }
    }][local.choice]
    mlflow = [{
      auth = {
        enabled       = true
        adminUsername = "admin"
        adminPassword = random_password.service["mlflow"].result
      }
      }, {
      # Only people who signed in come through the proxy. Notebooks in the cluster need no password.
      auth               = { enabled = false }
      corsAllowedOrigins = ["https://${local.hosts.mlflow}"]
    }][local.choice]
    airflow = [{}, {
      apiServer = {
        env = [{
          name      = "LABSEAT_CLIENT_SECRET"
          valueFrom = { secretKeyRef = { name = "labseat-sign-in", key = "client-secret" } }
        }]
        apiServerConfig = <<-EOT
          ${local.sign_in_python}
          AUTH_ROLES_MAPPING = {"owner": ["Admin"], "user": ["User"]}

          from airflow.providers.fab.auth_manager.security_manager.override import FabAirflowSecurityManagerOverride


          class LabseatSecurityManager(FabAirflowSecurityManagerOverride):
              def get_oauth_user_info(self, provider, resp):
                  return labseat_user(self, provider, resp)


          SECURITY_MANAGER_CLASS = LabseatSecurityManager
        EOT
      }
      config = {
        api = { base_url = "https://${local.hosts.airflow}" }
        fab = { enable_proxy_fix = "True" }
      }
    }][local.choice]
    superset = [{}, {
      configOverrides = {
        labseat = <<-EOT
          ${local.sign_in_python}
          AUTH_ROLES_MAPPING = {"owner": ["Admin"], "user": ["Alpha", "sql_lab"]}
          ENABLE_PROXY_FIX = True

          from superset.security import SupersetSecurityManager


          class LabseatSecurityManager(SupersetSecurityManager):
              def oauth_user_info(self, provider, response=None):
                  return labseat_user(self, provider, response)


          CUSTOM_SECURITY_MANAGER = LabseatSecurityManager
        EOT
      }
    }][local.choice]
  }
}

# A lab of an event: Labseat calls the hub, each server has the share of a seat, and clones the materials at its first start. A hook that
# fails would end the server, so it never fails.
locals {
  lab        = coalesce(var.lab, { memory_gb = 0, cores = 0, materials = "" })
  lab_choice = var.lab == null ? 0 : 1
  lab_folder = "/etc/labseat"
  lab_files = {
    for name in ["labseat_materials.py", "labextensions/labseat-end/package.json", "labextensions/labseat-end/static/remoteEntry.js"] :
    replace(name, "/[^a-zA-Z0-9]/", "-") => {
      mountPath  = "${local.lab_folder}/${name}"
      stringData = file("${path.module}/hub/${name}")
    }
  }
  lab_values = [{ hub = {}, singleuser = {} }, {
    hub = {
      services  = { labseat = { apiToken = var.service_token } }
      loadRoles = { labseat = { scopes = ["admin:users", "admin:servers", "tokens", "access:servers"], services = ["labseat"] } }
      extraFiles = {
        for name in ["labseat_pages.py", "end.js"] :
        replace(name, ".", "-") => { mountPath = "${local.lab_folder}/${name}", stringData = file("${path.module}/hub/${name}") }
      }
      extraConfig = {
        labseat = <<-EOT
          import sys

          from z2jh import get_secret_value

          sys.path.insert(0, "${local.lab_folder}")
          from labseat_pages import pages_of

          c.JupyterHub.extra_handlers = pages_of(get_secret_value("hub.services.labseat.apiToken"))


          def labseat_reset(spawner):
              reset = str((spawner.user_options or {}).get("resetId", ""))
              spawner.environment = {**spawner.environment, "LABSEAT_RESET": reset}


          c.Spawner.pre_spawn_hook = labseat_reset
        EOT
      }
    }
    singleuser = {
      memory     = { limit = "${local.lab.memory_gb}G", guarantee = "${local.lab.memory_gb}G" }
      cpu        = { limit = local.lab.cores, guarantee = local.lab.cores }
      extraEnv   = { LABSEAT_MATERIALS = local.lab.materials, JUPYTER_PATH = local.lab_folder }
      extraFiles = local.lab_files
      lifecycleHooks = {
        postStart = {
          exec = {
            command = [
              "sh", "-c",
              "python3 ${local.lab_folder}/labseat_materials.py \"$HOME\" \"$LABSEAT_MATERIALS\" \"$LABSEAT_RESET\" >/dev/null 2>&1 || true",
            ]
          }
        }
      }
    }
  }][local.lab_choice]
}

# One pinned chart for each release. clusters/charts.tools.test.ts names the values that each chart reads.
locals {
  charts = {
    jupyterhub = { repository = "https://hub.jupyter.org/helm-chart", version = "4.4.0" }
    mlflow     = { repository = "https://community-charts.github.io/helm-charts", version = "1.11.5" }
    airflow    = { repository = "https://airflow.apache.org", version = "1.22.0" }
    superset   = { repository = "https://apache.github.io/superset", version = "0.21.1" }
  }

  # Bitnami moved its images here in 2025, and its charts refuse images that they do not know.
  legacy   = { security = { allowInsecureImages = true } }
  database = { image = { repository = "bitnamilegacy/postgresql" } }

  profiles = [
    { service = "jupyterhub", name = "JupyterLab", override = {} },
    {
      service = "vscode"
      name    = "VS Code"
      # This image contains JupyterLab, code-server and the proxy that passes requests of their owner to code-server.
      override = { image = "glcr.b-data.ch/jupyterlab/python/base:3.13.14", default_url = "/code-server/" }
    },
  ]

  values = {
    jupyterhub = {
      proxy = { service = { type = "ClusterIP" } }
      # Helm waits for this job even if it does not wait for the release.
      prePuller = { hook = { enabled = false } }
      hub = merge(
        { config = merge(local.sign_in_values.jupyterhub, { KubeSpawner = { delete_pvc = false } }) },
        local.lab_values.hub,
      )
      singleuser = merge(local.lab_values.singleuser, {
        profileList = [
          for profile in local.profiles : {
            display_name         = profile.name
            slug                 = profile.service
            kubespawner_override = profile.override
          } if contains(var.services, profile.service)
        ]
      })
    }
    mlflow = merge(local.sign_in_values.mlflow, {
      global = local.legacy
      # Two pods cannot share the volume of the artefacts.
      strategy             = { type = "Recreate" }
      flaskServerSecretKey = random_password.key["mlflow"].result
      backendStore         = { databaseMigration = true, databaseConnectionCheck = true }
      postgresql = {
        enabled = true
        image   = { repository = "bitnamilegacy/postgresql", tag = "17.6.0-debian-12-r4" }
        auth    = { username = "mlflow", password = random_password.key["mlflow-database"].result }
      }
      artifactRoot      = { proxiedArtifactStorage = true, defaultArtifactsDestination = "/mlflow/artifacts" }
      extraVolumes      = [{ name = "artifacts", persistentVolumeClaim = { claimName = "mlflow-artifacts" } }]
      extraVolumeMounts = [{ name = "artifacts", mountPath = "/mlflow/artifacts" }]
      extraDeploy = [{
        apiVersion = "v1"
        kind       = "PersistentVolumeClaim"
        metadata   = { name = "mlflow-artifacts" }
        spec       = { accessModes = ["ReadWriteOnce"], resources = { requests = { storage = "20Gi" } } }
      }]
      # MLflow answers 403 to every other host: kubectl's port-forward is localhost, notebooks use the names in the cluster.
      serverAllowedHosts = concat(
        [
          "localhost",
          "localhost:*",
          "127.0.0.1:*",
          "mlflow.mlflow",
          "mlflow.mlflow.svc",
          "mlflow.mlflow.svc.cluster.local",
        ],
        var.domain == null ? [] : [local.hosts.mlflow],
      )
    })
    airflow = merge(local.sign_in_values.airflow, {
      executor     = "KubernetesExecutor"
      apiSecretKey = random_password.key["airflow"].result
      jwtSecret    = random_password.key["airflow-tokens"].result
      # As hooks these jobs would run after a wait for pods that wait for these jobs.
      migrateDatabaseJob = { useHelmHooks = false, applyCustomEnv = false }
      createUserJob = {
        useHelmHooks   = false
        applyCustomEnv = false
        defaultUser    = { username = "admin", password = random_password.service["airflow"].result }
      }
      postgresql = local.database
    })
    superset = merge(local.sign_in_values.superset, {
      global     = local.legacy
      postgresql = local.database
      redis      = { image = { repository = "bitnamilegacy/redis" } }
      # The image has no driver for PostgreSQL, and no library to sign people in elsewhere.
      bootstrapScript = <<-EOT
        #!/bin/bash
        . /app/.venv/bin/activate && uv pip install psycopg2-binary==2.9.10${var.domain == null ? "" : " Authlib==1.6.5"}
      EOT
      extraSecretEnv = merge(
        { SUPERSET_SECRET_KEY = random_password.key["superset"].result },
        var.domain == null ? {} : { LABSEAT_CLIENT_SECRET = var.client_secret },
      )
      init = {
        adminUser = { username = "admin", password = random_password.service["superset"].result }
        # Helm waits for a hook, so a hook that fails would fail the stage.
        jobAnnotations = { "helm.sh/hook" = null, "helm.sh/hook-delete-policy" = null }
      }
    })
  }
}

resource "random_password" "service" {
  for_each = toset(keys(local.charts))
  length   = 24
  special  = false
}

resource "random_password" "key" {
  for_each = toset(["airflow", "airflow-tokens", "mlflow", "mlflow-database", "superset"])
  length   = 42
  special  = false
}

# Helm does not wait for pods: a service that starts slowly, or not at all, must not take the others along
# (docs/decisions/0024-services-inside-the-cluster.md).
resource "helm_release" "service" {
  for_each = local.releases

  name             = each.key
  namespace        = each.key
  create_namespace = true
  repository       = local.charts[each.key].repository
  chart            = each.key
  version          = local.charts[each.key].version
  values           = [yamlencode(local.values[each.key])]
  wait             = false
  timeout          = 300
}

# The services' passwords, readable with kubectl. With a domain nobody needs them.
resource "kubernetes_secret_v1" "access" {
  for_each = var.domain == null ? local.releases : toset([])

  metadata {
    name      = "labseat-access"
    namespace = helm_release.service[each.key].namespace
  }
  data = {
    username = "admin"
    password = random_password.service[each.key].result
  }
}

# Makes the GPUs of a node known to Kubernetes. The image of EKS for GPUs has the driver, and AKS installs the driver; GKE installs both.
# https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-k8s-device-plugin.html, https://learn.microsoft.com/azure/aks/use-nvidia-gpu
resource "helm_release" "device_plugin" {
  count = var.device_plugin ? 1 : 0

  name       = "nvidia-device-plugin"
  namespace  = "kube-system"
  repository = "https://nvidia.github.io/k8s-device-plugin"
  chart      = "nvidia-device-plugin"
  version    = "0.20.0"
  wait       = false
  timeout    = 300

  # The chart selects nodes by labels of another program. Here every node has a GPU.
  values = [yamlencode({ affinity = null })]
}
