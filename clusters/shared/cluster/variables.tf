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
