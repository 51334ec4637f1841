data "aws_partition" "current" {}

locals {
  # The policy to copy (domain/cloud-permissions.ts) lets Labseat create roles only under this path and with this boundary, which allows
  # everything but the management of people and accounts.
  role_path = "/labseat/"
  boundary  = coalesce(var.permissions_boundary, "arn:${data.aws_partition.current.partition}:iam::aws:policy/PowerUserAccess")
  policies  = "arn:${data.aws_partition.current.partition}:iam::aws:policy"
}

data "aws_iam_policy_document" "cluster_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["eks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "cluster" {
  name                  = "${var.name}-cluster"
  path                  = local.role_path
  permissions_boundary  = local.boundary
  assume_role_policy    = data.aws_iam_policy_document.cluster_trust.json
  force_detach_policies = true
}

resource "aws_iam_role_policy_attachment" "cluster" {
  role       = aws_iam_role.cluster.name
  policy_arn = "${local.policies}/AmazonEKSClusterPolicy"
}

# Otherwise EKS creates this group, keeps its logs for ever and does not delete it.
resource "aws_cloudwatch_log_group" "cluster" {
  name              = "/aws/eks/${var.name}/cluster"
  retention_in_days = 14
}

resource "aws_eks_cluster" "this" {
  name                      = var.name
  role_arn                  = aws_iam_role.cluster.arn
  version                   = var.kubernetes_version
  enabled_cluster_log_types = ["api", "audit", "authenticator"]

  # The creator is the cluster's administrator; access entries admit everybody else.
  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = true
  }

  vpc_config {
    subnet_ids              = [for subnet in aws_subnet.private : subnet.id]
    endpoint_private_access = true
    endpoint_public_access  = true
    public_access_cidrs     = var.public_access_cidrs
  }

  # A lab lasts days, so it never needs extended support, which costs six times as much.
  upgrade_policy {
    support_type = "STANDARD"
  }

  depends_on = [aws_iam_role_policy_attachment.cluster, aws_cloudwatch_log_group.cluster]
}
