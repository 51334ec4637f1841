variable "name" {
  description = "What everything is called, or begins with."
  type        = string
}

variable "region" {
  description = "Where it stands."
  type        = string
}

variable "tags" {
  description = "On everything that can carry tags; what is left behind is found by them."
  type        = map(string)
}

variable "services" {
  description = "Which of vscode, jupyterhub, mlflow, airflow and superset there are."
  type        = set(string)
}

variable "cluster_name" {
  description = "Output of the stage cluster."
  type        = string
}

variable "endpoint" {
  description = "Output of the stage cluster: where the Kubernetes API answers."
  type        = string
}

variable "certificate_authority" {
  description = "Output of the stage cluster: whom the Kubernetes API's certificate is by, in base64."
  type        = string
}

variable "token_command" {
  description = "Program and arguments that print a token for the Kubernetes API, as an ExecCredential. Nothing of it is kept."
  type        = list(string)
}
