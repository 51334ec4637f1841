data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  # The roles of the stage cluster.
  role_prefix = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/labseat/${var.name}"
}

resource "aws_eks_addon" "storage_driver" {
  cluster_name                = var.cluster_name
  addon_name                  = "aws-ebs-csi-driver"
  service_account_role_arn    = "${local.role_prefix}-ebs-csi"
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  # Disks outlive the nodes. The leftover search finds them by these tags.
  configuration_values = jsonencode({
    controller = { extraVolumeTags = var.tags }
  })
}

# The charts request volumes without a storage class, and EKS has no default class since 1.30. The driver's default class does not encrypt.
resource "kubernetes_storage_class_v1" "default" {
  metadata {
    name        = "labseat"
    annotations = { "storageclass.kubernetes.io/is-default-class" = "true" }
  }
  storage_provisioner    = "ebs.csi.aws.com"
  volume_binding_mode    = "WaitForFirstConsumer"
  allow_volume_expansion = true
  parameters             = { type = "gp3", encrypted = "true" }
}
