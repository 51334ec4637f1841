variable "name" {
  description = "Name, or name prefix, of every resource."
  type        = string
}

variable "region" {
  description = "Region of the cluster."
  type        = string
}

variable "tags" {
  description = "Tags of every resource that supports them. The leftover search uses these tags."
  type        = map(string)
}

variable "ignored_tag_keys" {
  description = "Keys of tags that other people or programs set. AWS' provider ignores them."
  type        = list(string)
  default     = []
}

variable "services" {
  description = "Services to install: any of vscode, jupyterhub, mlflow, airflow and superset."
  type        = set(string)
}

variable "cluster_name" {
  description = "Output of the cluster stage."
  type        = string
}

variable "endpoint" {
  description = "Output of the cluster stage: URL of the Kubernetes API."
  type        = string
}

variable "certificate_authority" {
  description = "Output of the cluster stage: the Kubernetes API's certificate authority, in base64."
  type        = string
}

variable "token_command" {
  description = "Program and arguments that print a token for the Kubernetes API as an ExecCredential. The token is not stored."
  type        = list(string)
}

variable "device_plugin" {
  description = "The nodes have GPUs of NVIDIA, and Kubernetes needs a plugin to use them."
  type        = bool
  default     = false
}

variable "domain" {
  description = "Where people reach the services: a name below a DNS zone of the account, the zone with its id on the platform, and the ranges that may connect (none: every address). Without it no service leaves the cluster."
  type        = object({ name = string, zone = string, zone_id = string, allowed_ranges = list(string) })
  default     = null
}

variable "sign_in" {
  description = "The provider that signs people in to services with a name, Labseat's client for this cluster, and the group of the cluster's owner."
  type        = object({ issuer = string, client_id = string, owner_group = string })
  default     = null
}

variable "client_secret" {
  description = "The secret of the client in sign_in."
  type        = string
  default     = ""
  sensitive   = true
}

variable "service_token" {
  description = "With this token Labseat calls the JupyterHub of a lab."
  type        = string
  default     = ""
  sensitive   = true
}

variable "lab" {
  description = "What each seat of an event gets: memory in GiB, processors, and the repository that its server clones. Null for a cluster without an event's lab."
  type        = object({ memory_gb = number, cores = number, materials = string })
  default     = null
}

variable "acme_server" {
  description = "Directory of the authority that issues the certificate."
  type        = string
  default     = "https://acme-v02.api.letsencrypt.org/directory"
}

variable "dns_identity" {
  description = "Output of the cluster stage, only on Azure: the client id of the identity that may change the DNS zone."
  type        = string
  default     = ""
}

variable "hub" {
  description = "The sandbox's JupyterHub: its URL, its folder, and the programs that start and stop it. Null where none runs, as on every cloud."
  type = object({
    url    = string
    folder = string
    start  = list(string)
    stop   = list(string)
  })
  default = null
}
