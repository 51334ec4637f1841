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
