import type { Platform } from '../contract/cloud-credentials.ts'

/**
 * The permissions that clusters/{aws,azure,gcp} need to create and destroy a cluster and to keep its state, as each provider names them.
 */
export const neededPermissions = {
  aws: [
    // Without it AWS does not list which other permissions are missing.
    'iam:SimulatePrincipalPolicy',
    ...['s3:ListAllMyBuckets', 's3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    ...['s3:CreateBucket', 's3:GetBucketLocation', 's3:GetBucketVersioning', 's3:PutBucketVersioning'],
    ...['s3:GetEncryptionConfiguration', 's3:PutEncryptionConfiguration'],
    ...['s3:GetBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
    ...['ec2:DescribeRegions', 'ec2:DescribeAvailabilityZones', 'ec2:DescribeVpcs', 'ec2:DescribeSubnets'],
    ...['servicequotas:GetServiceQuota'],
    // What the form of a cluster offers.
    ...['ec2:DescribeInstanceTypeOfferings', 'eks:DescribeClusterVersions', 'pricing:GetProducts'],
    ...['ec2:CreateVpc', 'ec2:DeleteVpc', 'ec2:ModifyVpcAttribute', 'ec2:DescribeVpcAttribute'],
    ...['ec2:CreateSubnet', 'ec2:DeleteSubnet', 'ec2:ModifySubnetAttribute'],
    ...['ec2:CreateInternetGateway', 'ec2:AttachInternetGateway', 'ec2:DescribeInternetGateways'],
    ...['ec2:DetachInternetGateway', 'ec2:DeleteInternetGateway'],
    ...['ec2:AllocateAddress', 'ec2:DescribeAddresses', 'ec2:DescribeAddressesAttribute'],
    ...['ec2:DisassociateAddress', 'ec2:ReleaseAddress'],
    ...['ec2:CreateNatGateway', 'ec2:DescribeNatGateways', 'ec2:DeleteNatGateway'],
    ...['ec2:CreateRouteTable', 'ec2:DescribeRouteTables', 'ec2:DeleteRouteTable'],
    ...['ec2:CreateRoute', 'ec2:DeleteRoute', 'ec2:AssociateRouteTable', 'ec2:DisassociateRouteTable'],
    ...['ec2:DescribeNetworkAcls', 'ec2:DescribeSecurityGroups', 'ec2:DeleteSecurityGroup'],
    ...['ec2:RevokeSecurityGroupIngress', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface'],
    ...['ec2:CreateLaunchTemplate', 'ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
    ...['ec2:DescribeLaunchTemplates', 'ec2:DescribeLaunchTemplateVersions', 'ec2:DeleteLaunchTemplate'],
    ...[
      'ec2:DescribeInstanceTypes',
      'ec2:RunInstances',
      'ec2:DescribeInstances',
      'ec2:DescribeVolumes',
      'ec2:DeleteVolume',
    ],
    ...['ec2:CreateTags', 'ec2:DeleteTags'],
    ...['eks:CreateCluster', 'eks:DescribeCluster', 'eks:UpdateClusterVersion', 'eks:UpdateClusterConfig'],
    ...['eks:DescribeUpdate', 'eks:DeleteCluster', 'eks:TagResource', 'eks:UntagResource'],
    ...['eks:CreateNodegroup', 'eks:DescribeNodegroup', 'eks:ListNodegroups', 'eks:DeleteNodegroup'],
    ...['eks:UpdateNodegroupConfig', 'eks:UpdateNodegroupVersion'],
    ...['eks:CreateAddon', 'eks:DescribeAddon', 'eks:UpdateAddon', 'eks:DeleteAddon'],
    ...['iam:CreateRole', 'iam:GetRole', 'iam:ListRoles', 'iam:DeleteRole', 'iam:PassRole'],
    ...['iam:TagRole', 'iam:UntagRole', 'iam:UntagOpenIDConnectProvider'],
    ...['iam:AttachRolePolicy', 'iam:DetachRolePolicy', 'iam:ListAttachedRolePolicies'],
    ...['iam:ListRolePolicies', 'iam:ListInstanceProfilesForRole', 'iam:CreateServiceLinkedRole'],
    ...['iam:CreateOpenIDConnectProvider', 'iam:GetOpenIDConnectProvider', 'iam:TagOpenIDConnectProvider'],
    ...['iam:ListOpenIDConnectProviders', 'iam:DeleteOpenIDConnectProvider'],
    // The control plane's logs.
    ...['logs:CreateLogGroup', 'logs:DescribeLogGroups', 'logs:PutRetentionPolicy', 'logs:DeleteLogGroup'],
    ...['logs:TagResource', 'logs:UntagResource', 'logs:ListTagsForResource'],
    // Finds the resources of Kubernetes services, and orphans of a cluster, by their tags.
    ...['tag:GetResources', 'elasticloadbalancing:DescribeLoadBalancers'],
    ...['elasticloadbalancing:DeleteLoadBalancer', 'elasticloadbalancing:DescribeTargetGroups'],
    'elasticloadbalancing:DeleteTargetGroup',
  ],
  azure: [
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    'Microsoft.Resources/subscriptions/resourceGroups/write',
    'Microsoft.Resources/subscriptions/resourceGroups/delete',
    'Microsoft.Storage/storageAccounts/read',
    'Microsoft.Storage/storageAccounts/write',
    'Microsoft.Storage/storageAccounts/listKeys/action',
    'Microsoft.Storage/checknameavailability/read',
    'Microsoft.Storage/storageAccounts/blobServices/write',
    'Microsoft.Storage/storageAccounts/blobServices/containers/write',
    'Microsoft.Compute/locations/usages/read',
    'Microsoft.Compute/skus/read',
    'Microsoft.ContainerService/locations/kubernetesversions/read',
    'Microsoft.Network/virtualNetworks/read',
    'Microsoft.Network/virtualNetworks/write',
    'Microsoft.Network/virtualNetworks/delete',
    'Microsoft.Network/virtualNetworks/subnets/read',
    'Microsoft.Network/virtualNetworks/subnets/write',
    'Microsoft.Network/virtualNetworks/subnets/delete',
    'Microsoft.Network/virtualNetworks/subnets/join/action',
    'Microsoft.ContainerService/managedClusters/read',
    'Microsoft.ContainerService/managedClusters/write',
    'Microsoft.ContainerService/managedClusters/delete',
    'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
    'Microsoft.ManagedIdentity/userAssignedIdentities/read',
    'Microsoft.ManagedIdentity/userAssignedIdentities/write',
    'Microsoft.ManagedIdentity/userAssignedIdentities/delete',
    'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
    // Gives the cluster's identity access to the network, and its creator access to the cluster.
    'Microsoft.Authorization/roleAssignments/read',
    'Microsoft.Authorization/roleAssignments/write',
    'Microsoft.Authorization/roleAssignments/delete',
  ],
  gcp: [
    ...[
      'storage.buckets.list',
      'storage.buckets.get',
      'storage.buckets.create',
      'storage.objects.list',
      'storage.objects.get',
    ],
    ...['storage.objects.create', 'storage.objects.delete', 'compute.regions.get', 'compute.regions.list'],
    ...['compute.networks.create', 'compute.networks.get', 'compute.networks.delete'],
    ...['compute.networks.updatePolicy', 'compute.subnetworks.create', 'compute.subnetworks.get'],
    ...['compute.subnetworks.delete', 'compute.subnetworks.use', 'compute.routers.create'],
    ...['compute.routers.get', 'compute.routers.update', 'compute.routers.delete'],
    ...['compute.globalOperations.get', 'compute.regionOperations.get', 'compute.instanceGroupManagers.get'],
    // Searches all regions for orphans.
    ...[
      'compute.networks.list',
      'compute.subnetworks.list',
      'compute.routers.list',
      'compute.addresses.list',
    ],
    ...['compute.instances.list', 'compute.disks.list', 'container.clusters.list'],
    'compute.machineTypes.list',
    // Removes what Kubernetes created for its services.
    ...['compute.firewalls.list', 'compute.firewalls.delete', 'compute.forwardingRules.list'],
    ...['compute.forwardingRules.delete', 'compute.targetPools.list', 'compute.targetPools.delete'],
    ...['compute.backendServices.list', 'compute.backendServices.delete'],
    ...['compute.regionBackendServices.delete', 'compute.networkEndpointGroups.list'],
    ...['compute.networkEndpointGroups.delete', 'compute.zoneOperations.get'],
    ...['container.clusters.create', 'container.clusters.get', 'container.clusters.getCredentials'],
    ...['container.clusters.update', 'container.clusters.delete', 'container.operations.get'],
    ...['iam.serviceAccounts.create', 'iam.serviceAccounts.get', 'iam.serviceAccounts.delete'],
    // Nodes have their own service account, which may write logs and metrics.
    ...['iam.serviceAccounts.actAs', 'resourcemanager.projects.getIamPolicy'],
    'resourcemanager.projects.setIamPolicy',
  ],
  sandbox: [],
} as const satisfies Record<Platform, readonly string[]>

/** Policies of AWS for the roles of a cluster. */
const rolePolicies = [
  'AmazonEKSClusterPolicy',
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonEC2ContainerRegistryReadOnly',
  'service-role/AmazonEBSCSIDriverPolicy',
  // For the autoscaler. Its machines must have roles of the cluster, because their launch needs iam:PassRole.
  'AutoScalingFullAccess',
]
const policyArn = (name: string) => `arn:*:iam::aws:policy/${name}`
const roles = 'arn:*:iam::*:role/labseat/*'
/** A role with this boundary can manage neither people nor accounts, whatever else it may do. */
const withBoundary = { StringLike: { 'iam:PermissionsBoundary': policyArn('PowerUserAccess') } }

type Statement = {
  Sid: string
  Effect: 'Allow'
  Action: string[]
  Resource: string
  Condition?: Record<string, Record<string, string | string[]>>
}
/**
 * What AWS grants only in the way clusters/aws does it. With these actions on every resource, Labseat's credentials could make themselves
 * administrator: create a role that may do everything, and pass it to a machine.
 */
const restrictions: readonly Omit<Statement, 'Effect'>[] = [
  { Sid: 'LabseatCreateRoles', Action: ['iam:CreateRole'], Resource: roles, Condition: withBoundary },
  {
    Sid: 'LabseatAttachPolicies',
    Action: ['iam:AttachRolePolicy'],
    Resource: roles,
    Condition: { ...withBoundary, ArnLike: { 'iam:PolicyARN': rolePolicies.map(policyArn) } },
  },
  {
    Sid: 'LabseatChangeRoles',
    Action: ['iam:DeleteRole', 'iam:DetachRolePolicy', 'iam:TagRole', 'iam:UntagRole'],
    Resource: roles,
  },
  {
    Sid: 'LabseatPassRoles',
    Action: ['iam:PassRole'],
    Resource: roles,
    Condition: { StringEquals: { 'iam:PassedToService': ['eks.amazonaws.com', 'ec2.amazonaws.com'] } },
  },
  {
    Sid: 'LabseatServiceRoles',
    Action: ['iam:CreateServiceLinkedRole'],
    Resource: '*',
    Condition: {
      StringEquals: {
        'iam:AWSServiceName': [
          'eks.amazonaws.com',
          'eks-nodegroup.amazonaws.com',
          'autoscaling.amazonaws.com',
          'elasticloadbalancing.amazonaws.com',
        ],
      },
    },
  },
  {
    Sid: 'LabseatIdentityProviders',
    Action: [
      'iam:CreateOpenIDConnectProvider',
      'iam:TagOpenIDConnectProvider',
      'iam:UntagOpenIDConnectProvider',
      'iam:DeleteOpenIDConnectProvider',
    ],
    Resource: 'arn:*:iam::*:oidc-provider/oidc.eks.*',
  },
  {
    Sid: 'LabseatLogs',
    Action: [
      'logs:CreateLogGroup',
      'logs:PutRetentionPolicy',
      'logs:DeleteLogGroup',
      'logs:TagResource',
      'logs:UntagResource',
    ],
    Resource: 'arn:*:logs:*:*:log-group:/aws/eks/*',
  },
]
const isRestricted = (action: string) => restrictions.some(({ Action }) => Action.includes(action))

/** Statements that grant these actions, the dangerous ones only for what a cluster needs. */
const awsStatements = (actions: readonly string[]): Statement[] => {
  const unrestricted = actions.filter((action) => !isRestricted(action)).sort()
  return [
    { Sid: 'Labseat', Action: unrestricted, Resource: '*' },
    ...restrictions.map((restriction) => ({
      ...restriction,
      Action: restriction.Action.filter((action) => actions.includes(action)),
    })),
  ].flatMap(({ Sid, ...statement }) =>
    statement.Action.length > 0 ? [{ Sid, Effect: 'Allow' as const, ...statement }] : [],
  )
}

/** Calls of SimulatePrincipalPolicy that tell whether each needed action is granted for what a cluster needs. */
export const awsSimulations = (
  partition: string,
  account: string,
): { actions: string[]; resource: string; context: Record<string, string> }[] => {
  const iam = (name: string) => `arn:${partition}:iam::${name}`
  const context = {
    'iam:PermissionsBoundary': iam('aws:policy/PowerUserAccess'),
    'iam:PolicyARN': iam(`aws:policy/${rolePolicies[0]}`),
    'iam:PassedToService': 'eks.amazonaws.com',
    'iam:AWSServiceName': 'eks.amazonaws.com',
  }
  const examples: Record<string, string> = {
    '*': '*',
    [roles]: iam(`${account}:role/labseat/example-cluster`),
    'arn:*:iam::*:oidc-provider/oidc.eks.*': iam(
      `${account}:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE`,
    ),
    'arn:*:logs:*:*:log-group:/aws/eks/*': `arn:${partition}:logs:us-east-1:${account}:log-group:/aws/eks/example/cluster`,
  }
  const statements = awsStatements(neededPermissions.aws)
  return Object.entries(examples).map(([pattern, resource]) => ({
    actions: statements.flatMap(({ Action, Resource }) => (Resource === pattern ? Action : [])),
    resource,
    context,
  }))
}

/**
 * Whether Azure grants the action. Grants may hold `*` for any text and ignore case. `notActions` exclude actions:
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions
 */
export const azureGrants = (
  permissions: readonly { actions: readonly string[]; notActions: readonly string[] }[],
  action: string,
): boolean => {
  const covers = (pattern: string) =>
    new RegExp(
      `^${pattern
        .split('*')
        .map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'))
        .join('.*')}$`,
      'i',
    ).test(action)
  return permissions.some(({ actions, notActions }) => actions.some(covers) && !notActions.some(covers))
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** A policy that grants `missing`, in the provider's own format, for people to copy. */
export const minimalPolicy = (platform: Platform, missing: readonly string[], scope: string): string => {
  switch (platform) {
    case 'aws':
      return json({ Version: '2012-10-17', Statement: awsStatements(missing) })
    case 'azure':
      return json({
        Name: 'Labseat',
        Description: 'What Labseat needs to build clusters.',
        Actions: [...missing].sort(),
        AssignableScopes: [`/subscriptions/${scope}`],
      })
    case 'gcp':
      // The format of `gcloud iam roles create labseat --project=… --file=…`.
      return [
        'title: Labseat',
        'stage: GA',
        'includedPermissions:',
        ...[...missing].sort().map((permission) => `- ${permission}`),
        '',
      ].join('\n')
    case 'sandbox':
      return ''
  }
}

/** The trust policy of a role that Labseat may assume. */
export const trustPolicy = (principal: string, externalId: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
})

/** A CloudFormation template (JSON) of that role, with the permissions that a cluster needs. */
export const roleTemplate = (roleName: string, principal: string, externalId: string): string =>
  json({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'A role that Labseat assumes to build clusters in this account.',
    Resources: {
      LabseatRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: roleName,
          MaxSessionDuration: 3600,
          AssumeRolePolicyDocument: trustPolicy(principal, externalId),
          Policies: [
            {
              PolicyName: 'labseat',
              PolicyDocument: { Version: '2012-10-17', Statement: awsStatements(neededPermissions.aws) },
            },
          ],
        },
      },
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['LabseatRole', 'Arn'] } } },
  })
