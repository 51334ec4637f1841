"""The parts of load balancers that moto lacks: a list of classic ones by tags, and deletion protection. The import applies them."""

from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.models import ELBv2Backend
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend

listed_resources = ResourceGroupsTaggingAPIBackend._get_resources_generator
deleted_load_balancer = ELBv2Backend.delete_load_balancer


def list_resources(self, tag_filters=None, resource_type_filters=None):
    """Lists classic load balancers under the type that AWS gives them. moto lists them as `elb:loadbalancer`."""
    yield from listed_resources(self, tag_filters, resource_type_filters)
    if "elasticloadbalancing:loadbalancer" in (resource_type_filters or []):
        yield from listed_resources(self, tag_filters, ["elb:loadbalancer"])


def delete_load_balancer(self, arn):
    balancer = self.load_balancers.get(arn)
    if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
        message = f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        raise ELBClientError("OperationNotPermitted", message)
    return deleted_load_balancer(self, arn)


ResourceGroupsTaggingAPIBackend._get_resources_generator = list_resources
ELBv2Backend.delete_load_balancer = delete_load_balancer
