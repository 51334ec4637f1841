# IAM roles for service accounts. IAM knows the thumbprint of EKS's issuer since 2023, so none is set.
resource "aws_iam_openid_connect_provider" "this" {
  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]

  tags = { Name = var.name }
}

locals {
  issuer = replace(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://", "")

  # The role of each service account that needs one. A policy of AWS needs only the permission to attach it; a policy of our own would need
  # the permission to write any policy (docs/decisions/0027-nodes.md).
  service_accounts = merge(
    {
      ebs-csi    = { subject = "kube-system:ebs-csi-controller-sa", policy = "service-role/AmazonEBSCSIDriverPolicy" }
      autoscaler = { subject = "kube-system:cluster-autoscaler", policy = "AutoScalingFullAccess" }
    },
    var.dns_zone == null ? {} : { dns = { subject = "cert-manager:cert-manager", policy = null } },
  )
}

data "aws_iam_policy_document" "service_account_trust" {
  for_each = local.service_accounts

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.this.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:${each.value.subject}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "service_account" {
  for_each = local.service_accounts

  name                  = "${var.name}-${each.key}"
  path                  = local.role_path
  permissions_boundary  = local.boundary
  assume_role_policy    = data.aws_iam_policy_document.service_account_trust[each.key].json
  force_detach_policies = true
}

resource "aws_iam_role_policy_attachment" "service_account" {
  for_each = { for name, account in local.service_accounts : name => account if account.policy != null }

  role       = aws_iam_role.service_account[each.key].name
  policy_arn = "${local.policies}/${each.value.policy}"
}
