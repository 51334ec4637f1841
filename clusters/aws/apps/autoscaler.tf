# Changes the size of the node group between its minimum and its maximum. AKS and GKE do this themselves. EKS gives the group the tags by
# which the autoscaler finds it.
resource "helm_release" "autoscaler" {
  name       = "cluster-autoscaler"
  namespace  = "kube-system"
  repository = "https://kubernetes.github.io/autoscaler"
  chart      = "cluster-autoscaler"
  version    = "9.59.0"
  wait       = false
  timeout    = 300

  values = [yamlencode({
    autoDiscovery = { clusterName = var.cluster_name }
    awsRegion     = var.region
    rbac = {
      serviceAccount = {
        name        = "cluster-autoscaler"
        annotations = { "eks.amazonaws.com/role-arn" = "${local.role_prefix}-autoscaler" }
      }
    }
    # Its role may not list the machine types of EC2.
    extraArgs = { aws-use-static-instance-list = true }
  })]
}
