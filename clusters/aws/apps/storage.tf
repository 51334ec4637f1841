data "aws_caller_identity" "current" {}

# The charts request volumes without a storage class, and EKS has no default class since 1.30.
resource "aws_eks_addon" "storage_driver" {
  cluster_name                = var.cluster_name
  addon_name                  = "aws-ebs-csi-driver"
  service_account_role_arn    = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/${var.name}-ebs-csi"
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  # Disks outlive the nodes. The leftover search finds them by these tags.
  configuration_values = jsonencode({
    defaultStorageClass = { enabled = true }
    controller          = { extraVolumeTags = var.tags }
  })
}
