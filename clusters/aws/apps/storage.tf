data "aws_caller_identity" "current" {}

# Charts ask for volumes without saying of which class, and EKS has had no default class since 1.30.
resource "aws_eks_addon" "storage_driver" {
  cluster_name                = var.cluster_name
  addon_name                  = "aws-ebs-csi-driver"
  service_account_role_arn    = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/${var.name}-ebs-csi"
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  # Disks outlast the nodes: they are found by these tags.
  configuration_values = jsonencode({
    defaultStorageClass = { enabled = true }
    controller          = { extraVolumeTags = var.tags }
  })
}
