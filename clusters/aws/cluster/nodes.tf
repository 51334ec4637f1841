data "aws_iam_policy_document" "node_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "node" {
  name                  = "${var.name}-node"
  path                  = local.role_path
  permissions_boundary  = local.boundary
  assume_role_policy    = data.aws_iam_policy_document.node_trust.json
  force_detach_policies = true
}

resource "aws_iam_role_policy_attachment" "node" {
  for_each = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"])

  role       = aws_iam_role.node.name
  policy_arn = "${local.policies}/${each.key}"
}

data "aws_ec2_instance_type" "node" {
  instance_type = var.node_type
}

locals {
  architecture = contains(data.aws_ec2_instance_type.node.supported_architectures, "arm64") ? "ARM_64" : "x86_64"
  has_nvidia   = anytrue([for gpu in data.aws_ec2_instance_type.node.gpus : upper(gpu.manufacturer) == "NVIDIA"])
  # The image for NVIDIA has the driver.
  ami_type = "AL2023_${local.architecture}_${local.has_nvidia ? "NVIDIA" : "STANDARD"}"
}

# A node group's tags don't reach its machines and disks; a launch template's tags do.
resource "aws_launch_template" "node" {
  name                   = "${var.name}-node"
  update_default_version = true

  # An image of a notebook alone takes several GiB.
  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = var.node_disk_gb
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  # A second hop would let every pod assume the node's role.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume", "network-interface"])

    content {
      resource_type = tag_specifications.key
      tags          = merge(var.tags, { Name = "${var.name}-node" })
    }
  }
}

resource "aws_eks_node_group" "this" {
  cluster_name = aws_eks_cluster.this.name
  # Another machine type needs another group, and two groups cannot have the same name.
  node_group_name_prefix = "nodes-"
  node_role_arn          = aws_iam_role.node.arn
  subnet_ids             = [for subnet in aws_subnet.private : subnet.id]
  ami_type               = local.ami_type
  instance_types         = [var.node_type]
  version                = var.kubernetes_version

  scaling_config {
    min_size     = var.node_min
    max_size     = var.node_max
    desired_size = coalesce(var.node_desired, var.node_min)
  }

  update_config {
    max_unavailable = 1
  }

  launch_template {
    id      = aws_launch_template.node.id
    version = aws_launch_template.node.latest_version
  }

  # Pods move to the new group before the old one goes.
  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_iam_role_policy_attachment.node, aws_route.private_nat, aws_route_table_association.private]
}
