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

variable "kubernetes_version" {
  description = "Minor version of the control plane, such as 1.31."
  type        = string
}

variable "vpc_cidr" {
  description = "The range of the network."
  type        = string
}

variable "public_subnets" {
  description = "Ranges of the subnets that face the internet, one an availability zone."
  type        = list(string)
}

variable "private_subnets" {
  description = "Ranges of the subnets in which the nodes are, one an availability zone."
  type        = list(string)
}

variable "node_type" {
  description = "Machine type of the nodes."
  type        = string
}

variable "node_min" {
  description = "Fewest nodes, and how many there are at first."
  type        = number
}

variable "node_max" {
  description = "Most nodes."
  type        = number
}
