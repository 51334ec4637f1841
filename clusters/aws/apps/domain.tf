locals {
  dns_solver              = { route53 = { region = var.region, hostedZoneID = try(var.domain.zone_id, "") } }
  certificate_annotations = { "eks.amazonaws.com/role-arn" = "${local.role_prefix}-dns" }
  certificate_pod_labels  = {}
  # Without the annotation EKS creates a classic load balancer.
  balancer_annotations = { "service.beta.kubernetes.io/aws-load-balancer-type" = "nlb" }
}

resource "aws_route53_record" "services" {
  for_each = local.ingress

  zone_id = var.domain.zone_id
  name    = "*.${var.domain.name}"
  type    = "CNAME"
  ttl     = 60
  records = [local.balancer[each.key].hostname]
}
