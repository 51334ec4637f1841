"""The parts of EKS that moto lacks: updates, versions, and the fields and tags that it drops or invents. The import applies them.

An update takes effect at once and is in progress until somebody asks for it, so that callers wait as they do on EKS.
"""

from datetime import datetime, timezone

import moto.eks.models
import moto.eks.urls
from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.eks.exceptions import InvalidParameterException, ResourceNotFoundException
from moto.eks.responses import EKSResponse
from moto.moto_api._internal import mock_random

moto.eks.models.DEFAULT_REMOTE_ACCESS = None
made_cluster, made_nodegroup = EKSResponse.create_cluster, EKSResponse.create_nodegroup
configured_nodegroup = EKSResponse.update_nodegroup_config
made_template = LaunchTemplateBackend.create_launch_template

# The last days of standard and extended support: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
CALENDAR = {
    "1.36": ("2027-08-02", "2028-08-02"),
    "1.35": ("2027-03-27", "2028-03-27"),
    "1.34": ("2026-12-02", "2027-12-02"),
    "1.33": ("2026-07-29", "2027-07-29"),
    "1.32": ("2026-03-23", "2027-03-23"),
    "1.31": ("2025-11-26", "2026-11-26"),
}


def minor_of(version):
    return int(version.split(".")[1])


def refuse(kind, message, cluster=None, nodegroup=None):
    raise kind(clusterName=cluster, nodegroupName=nodegroup, fargateProfileName=None, addonName=None, message=message)


# Updates.


def cluster_of(self):
    return self.eks_backend.describe_cluster(name=self._get_param("name"))


def nodegroup_of(self):
    return self.eks_backend.describe_nodegroup(cluster_name=self._get_param("name"), nodegroup_name=self._get_param("nodegroupName"))


def start_update(cluster, kind, params, nodegroup=None):
    """https://docs.aws.amazon.com/eks/latest/APIReference/API_Update.html"""
    update = {
        "id": str(mock_random.uuid4()),
        "status": "InProgress",
        "type": kind,
        "params": [{"type": name, "value": str(value)} for name, value in params.items() if value is not None],
        "createdAt": datetime.now(timezone.utc),
        "errors": [],
    }
    updates = cluster.__dict__.setdefault("labseat_updates", {})
    updates[update["id"]] = (nodegroup and nodegroup.nodegroup_name, update)
    return ActionResult({"update": update})


def describe_update(self):
    cluster, name, update_id = cluster_of(self), self._get_param("nodegroupName"), self._get_param("updateId")
    owner, update = cluster.__dict__.get("labseat_updates", {}).get(update_id, (None, None))
    if update is None or owner != name:
        refuse(ResourceNotFoundException, f"No update found for ID: {update_id}", cluster.name, name)
    update["status"] = "Successful"
    return ActionResult({"update": update})


def list_updates(self):
    name = self._get_param("nodegroupName")
    updates = cluster_of(self).__dict__.get("labseat_updates", {})
    return ActionResult({"updateIds": [update_id for update_id, (owner, _) in updates.items() if owner == name]})


def update_cluster_version(self):
    cluster, version = cluster_of(self), self._get_param("version")
    step = minor_of(version) - minor_of(cluster.version)
    if version not in CALENDAR or step not in (0, 1):
        refuse(InvalidParameterException, f"Unsupported Kubernetes minor version update from {cluster.version} to {version}", cluster.name)
    if step == 0:
        refuse(InvalidParameterException, f"Cluster is already at the desired version {version}", cluster.name)
    for nodegroup in cluster.nodegroups.values():
        if minor_of(version) - minor_of(nodegroup.version) > 3:
            message = f"Kubelet version of nodegroup {nodegroup.nodegroup_name} ({nodegroup.version}) is too old for {version}"
            refuse(InvalidParameterException, message, cluster.name)
    cluster.version = version
    return start_update(cluster, "VersionUpdate", {"Version": version, "PlatformVersion": cluster.platformVersion})


def update_cluster_config(self):
    cluster = cluster_of(self)
    vpc, access = self._get_param("resourcesVpcConfig"), self._get_param("accessConfig")
    upgrade, logging = self._get_param("upgradePolicy"), self._get_param("logging")
    if vpc:
        cluster.resources_vpc_config = {**cluster.resources_vpc_config, **vpc}
        return start_update(cluster, "EndpointAccessUpdate", {"EndpointPublicAccess": vpc.get("endpointPublicAccess")})
    if access:
        cluster.access_config = {**(cluster.access_config or {}), **access}
        return start_update(cluster, "AccessConfigUpdate", {"AuthenticationMode": access.get("authenticationMode")})
    if upgrade:
        cluster.upgrade_policy = upgrade
        return start_update(cluster, "UpgradePolicyUpdate", {"UpgradePolicy": upgrade})
    if logging:
        cluster.logging = logging
        return start_update(cluster, "LoggingUpdate", {"ClusterLogging": logging})
    return refuse(InvalidParameterException, "No changes needed for the cluster config provided", cluster.name)


def update_nodegroup_config(self):
    cluster, nodegroup = cluster_of(self), nodegroup_of(self)
    change = self._get_param("scalingConfig") or {}
    scaling = {**nodegroup.scaling_config, **change}
    low, desired, high = scaling["minSize"], scaling["desiredSize"], scaling["maxSize"]
    if low > desired:
        refuse(InvalidParameterException, f"Minimum capacity {low} can't be greater than desired size {desired}", cluster.name, nodegroup.nodegroup_name)
    if desired > high:
        refuse(InvalidParameterException, f"desired capacity {desired} can't be greater than max size {high}", cluster.name, nodegroup.nodegroup_name)
    configured_nodegroup(self)
    params = {"MinSize": change.get("minSize"), "MaxSize": change.get("maxSize"), "DesiredSize": change.get("desiredSize")}
    return start_update(cluster, "ConfigUpdate", params, nodegroup)


def update_nodegroup_version(self):
    cluster, nodegroup = cluster_of(self), nodegroup_of(self)
    template, version = self._get_param("launchTemplate"), self._get_param("version")
    if version and minor_of(version) > minor_of(cluster.version):
        message = f"Nodegroup version {version} can't be newer than the cluster version {cluster.version}"
        refuse(InvalidParameterException, message, cluster.name, nodegroup.nodegroup_name)
    nodegroup.version = version or nodegroup.version
    nodegroup.release_version = self._get_param("releaseVersion") or nodegroup.release_version
    if template:
        nodegroup.launch_template = {**(nodegroup.launch_template or {}), **template}
    params = {"Version": version, "ReleaseVersion": nodegroup.release_version, "LaunchTemplateVersion": (template or {}).get("version")}
    return start_update(cluster, "VersionUpdate", params, nodegroup)


# Versions.


def describe_cluster_versions(self):
    """https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeClusterVersions.html. Standard support lasts 14 months."""
    now, chosen = datetime.now(timezone.utc), self.querystring.get("clusterVersions")
    versions = []
    for version, days in CALENDAR.items():
        standard_end, extended_end = (datetime.fromisoformat(day).replace(tzinfo=timezone.utc) for day in days)
        months = standard_end.year * 12 + standard_end.month - 1 - 14
        release = standard_end.replace(year=months // 12, month=months % 12 + 1, day=min(standard_end.day, 28))
        support = "STANDARD_SUPPORT" if now < standard_end else "EXTENDED_SUPPORT" if now < extended_end else "UNSUPPORTED"
        if release > now or (chosen and version not in chosen):
            continue
        versions.append(
            {
                "clusterVersion": version,
                "clusterType": "eks",
                "defaultPlatformVersion": "eks.1",
                "defaultVersion": False,
                "releaseDate": release,
                "endOfStandardSupportDate": standard_end,
                "endOfExtendedSupportDate": extended_end,
                "status": support.lower().replace("_", "-"),
                "versionStatus": support,
            }
        )
    if versions and not chosen:
        versions[0]["defaultVersion"] = True
    status = self._get_param("versionStatus") or (self._get_param("status") or "").upper().replace("-", "_")
    if not self._get_bool_param("includeAll"):
        versions = [entry for entry in versions if entry["versionStatus"] != "UNSUPPORTED"]
    if status:
        versions = [entry for entry in versions if entry["versionStatus"] == status]
    if self._get_bool_param("defaultOnly"):
        versions = [entry for entry in versions if entry["defaultVersion"]]
    return ActionResult({"clusterVersions": versions})


# Fields and tags.


def create_cluster(self):
    response = made_cluster(self)
    cluster = self.eks_backend.clusters[self._get_param("name")]
    cluster.access_config = self._get_param("accessConfig")
    cluster.upgrade_policy = self._get_param("upgradePolicy")
    return response


def create_nodegroup(self):
    response = made_nodegroup(self)
    cluster, nodegroup = cluster_of(self), nodegroup_of(self)
    nodegroup.update_config = self._get_param("updateConfig")
    nodegroup.version = self._get_param("version") or cluster.version
    return response


def tagged(self):
    """moto tags only clusters."""
    arn = self._extract_arn_from_path()
    for cluster in self.eks_backend.clusters.values():
        for resource in (cluster, *cluster.nodegroups.values()):
            if resource.arn == arn:
                return resource
    return refuse(ResourceNotFoundException, f"The resource {arn} was not found")


def tag_resource(self):
    tagged(self).tags.update(self._get_param("tags"))
    return EmptyResult()


def untag_resource(self):
    keys = self._get_param("tagKeys")
    for key in keys if isinstance(keys, list) else [keys]:
        tagged(self).tags.pop(key, None)
    return EmptyResult()


def list_tags_for_resource(self):
    return ActionResult({"tags": tagged(self).tags})


def create_launch_template(self, name, description, template_data, tag_spec, **more):
    """Removes the tags of the template itself. The other tags are for the resources that it creates."""
    tags = template_data.get("TagSpecifications", [])
    template_data["TagSpecifications"] = [tag for tag in tags if tag["ResourceType"] != "launch-template"]
    return made_template(self, name, description, template_data, tag_spec, **more)


for action in (
    describe_update,
    list_updates,
    update_cluster_version,
    update_cluster_config,
    update_nodegroup_config,
    update_nodegroup_version,
    describe_cluster_versions,
    create_cluster,
    create_nodegroup,
    tag_resource,
    untag_resource,
    list_tags_for_resource,
):
    setattr(EKSResponse, action.__name__, action)
LaunchTemplateBackend.create_launch_template = create_launch_template
for path in (
    "/clusters/(?P<name>[^/]+)/updates$",
    "/clusters/(?P<name>[^/]+)/updates/(?P<updateId>[^/]+)$",
    "/clusters/(?P<name>[^/]+)/node-groups/(?P<nodegroupName>[^/]+)/update-version$",
    "/cluster-versions$",
):
    moto.eks.urls.url_paths["{0}" + path] = moto.eks.urls.response.dispatch
