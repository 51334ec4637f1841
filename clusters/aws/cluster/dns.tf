# Proves to the certificate authority that the names of the services are ours: https://cert-manager.io/docs/configuration/acme/dns01/route53/.
# AWS has no such policy for one zone, so accounts with a zone grant iam:PutRolePolicy (docs/cloud-accounts.md).
data "aws_iam_policy_document" "dns" {
  count = var.dns_zone == null ? 0 : 1

  statement {
    actions   = ["route53:GetChange"]
    resources = ["arn:${data.aws_partition.current.partition}:route53:::change/*"]
  }

  statement {
    actions   = ["route53:ListResourceRecordSets"]
    resources = ["arn:${data.aws_partition.current.partition}:route53:::hostedzone/${var.dns_zone.id}"]
  }

  statement {
    actions   = ["route53:ChangeResourceRecordSets"]
    resources = ["arn:${data.aws_partition.current.partition}:route53:::hostedzone/${var.dns_zone.id}"]

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
      values   = ["_acme-challenge.${var.name}.${var.dns_zone.name}"]
    }
  }
}

resource "aws_iam_role_policy" "dns" {
  count = var.dns_zone == null ? 0 : 1

  name   = "dns"
  role   = aws_iam_role.service_account["dns"].name
  policy = data.aws_iam_policy_document.dns[0].json
}
