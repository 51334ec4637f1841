"""Corrects what moto forgets or invents about a cluster, because Terraform would replace the cluster. Importing this is enough."""

import moto.eks.models
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.eks.responses import EKSResponse

moto.eks.models.DEFAULT_REMOTE_ACCESS = None
made_cluster, made_nodegroup = EKSResponse.create_cluster, EKSResponse.create_nodegroup
made_template = LaunchTemplateBackend.create_launch_template


def create_cluster(self):
    answer = made_cluster(self)
    cluster = self.eks_backend.clusters[self._get_param("name")]
    cluster.access_config = self._get_param("accessConfig")
    cluster.upgrade_policy = self._get_param("upgradePolicy")
    return answer


def create_nodegroup(self):
    answer = made_nodegroup(self)
    nodegroups = self.eks_backend.clusters[self._get_param("name")].nodegroups
    nodegroups[self._get_param("nodegroupName")].update_config = self._get_param("updateConfig")
    return answer


def create_launch_template(self, name, description, template_data, tag_spec, **more):
    """The template's own tags are not those that it gives."""
    given = template_data.get("TagSpecifications", [])
    template_data["TagSpecifications"] = [one for one in given if one["ResourceType"] != "launch-template"]
    return made_template(self, name, description, template_data, tag_spec, **more)


EKSResponse.create_cluster, EKSResponse.create_nodegroup = create_cluster, create_nodegroup
LaunchTemplateBackend.create_launch_template = create_launch_template
