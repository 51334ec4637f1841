# Replaces shared/apps/ingress.tf: a sandbox has no load balancer.
