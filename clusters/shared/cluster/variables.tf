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

variable "kubernetes_version" {
  description = "Minor version of the control plane, such as 1.31."
  type        = string
}

variable "vpc_cidr" {
  description = "CIDR range of the network."
  type        = string
}

variable "public_subnets" {
  description = "CIDR ranges of the public subnets, one per availability zone."
  type        = list(string)
}

variable "private_subnets" {
  description = "CIDR ranges of the private subnets, which hold the nodes, one per availability zone."
  type        = list(string)
}

variable "public_access_cidrs" {
  description = "CIDR ranges that may reach the Kubernetes API. They must contain the address of the runner."
  type        = list(string)
  default     = ["0.0.0.0/0"]
}

variable "permissions_boundary" {
  description = "AWS: ARN of the permissions boundary of every role; the default is AWS's PowerUserAccess."
  type        = string
  default     = null
}

variable "node_type" {
  description = "Machine type of the nodes."
  type        = string
}

variable "node_min" {
  description = "Minimum number of nodes, and the initial number."
  type        = number
}

variable "node_max" {
  description = "Maximum number of nodes."
  type        = number
}

variable "node_desired" {
  description = "Current number of nodes, between the minimum and the maximum. Only AWS needs it."
  type        = number
  default     = null
}

variable "node_disk_gb" {
  description = "Size of the disk of each node, in GiB."
  type        = number
  default     = 50
}

variable "dns_zone" {
  description = "The account's DNS zone for the names of the services: its name, and its id on the platform. Without it no service leaves the cluster."
  type        = object({ name = string, id = string })
  default     = null
}
