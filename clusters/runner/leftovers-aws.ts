import type { Leftover } from '../../contract/clusters.ts'
import { openIam } from './aws-identities.ts'
import type { Run } from './context.ts'
import { type AwsAccount, byKey, hasClusterTags, openEc2, tagFilters } from './ec2.ts'
import { callEks } from './eks.ts'
import { findBalancers, findDetachedInterfaces, findServiceGroups } from './kubernetes-aws.ts'
import { searchedRegions } from './leftovers.ts'
import { findLogGroups } from './log-groups-aws.ts'

const vpcConsole = (region: string, page: string) =>
  `https://${region}.console.aws.amazon.com/vpcconsole/home?region=${region}#${page}`
const ec2Console = (region: string, page: string) =>
  `https://${region}.console.aws.amazon.com/ec2/home?region=${region}#${page}`

/** The filters exclude deleted machines and gateways, which AWS lists for an hour after their deletion. */
export const describeRegion = async (run: AwsAccount, region: string) => {
  const { client, sdk } = await openEc2(run, region)
  const Filters = tagFilters(run)
  const withStates = (name: string, values: string[]) => [...Filters, { Name: name, Values: values }]
  const [vpcs, subnets, gateways, nats, addresses, tables, groups, interfaces, volumes, machines, templates] =
    await Promise.all([
      client.send(new sdk.DescribeVpcsCommand({ Filters })),
      client.send(new sdk.DescribeSubnetsCommand({ Filters })),
      client.send(new sdk.DescribeInternetGatewaysCommand({ Filters })),
      client.send(
        new sdk.DescribeNatGatewaysCommand({
          Filter: withStates('state', ['pending', 'available', 'deleting', 'failed']),
        }),
      ),
      client.send(new sdk.DescribeAddressesCommand({ Filters })),
      client.send(new sdk.DescribeRouteTablesCommand({ Filters })),
      client.send(new sdk.DescribeSecurityGroupsCommand({ Filters })),
      client.send(new sdk.DescribeNetworkInterfacesCommand({ Filters })),
      client.send(new sdk.DescribeVolumesCommand({ Filters })),
      client.send(
        new sdk.DescribeInstancesCommand({
          Filters: withStates('instance-state-name', [
            'pending',
            'running',
            'stopping',
            'stopped',
            'shutting-down',
          ]),
        }),
      ),
      client.send(new sdk.DescribeLaunchTemplatesCommand({ Filters })),
    ])
  return {
    vpcs,
    subnets,
    gateways,
    nats,
    addresses,
    tables,
    groups,
    interfaces,
    volumes,
    machines,
    templates,
  }
}

const findInEc2 = async (run: Run, region: string): Promise<Leftover[]> => {
  const {
    vpcs,
    subnets,
    gateways,
    nats,
    addresses,
    tables,
    groups,
    interfaces,
    volumes,
    machines,
    templates,
  } = await describeRegion(run, region)
  const toLeftovers = (kind: string, ids: (string | undefined)[], link: (id: string) => string): Leftover[] =>
    ids.flatMap((id) => (id ? [{ id, kind, region, link: link(id) }] : []))
  const vpcLink = (page: string) => (id: string) => vpcConsole(region, page + id)
  const ec2Link = (page: string) => (id: string) => ec2Console(region, page + id)
  return [
    ...toLeftovers(
      'VPC',
      (vpcs.Vpcs ?? []).map(({ VpcId }) => VpcId),
      vpcLink('VpcDetails:VpcId='),
    ),
    ...toLeftovers(
      'subnet',
      (subnets.Subnets ?? []).map(({ SubnetId }) => SubnetId),
      vpcLink('SubnetDetails:subnetId='),
    ),
    ...toLeftovers(
      'internet gateway',
      (gateways.InternetGateways ?? []).map(({ InternetGatewayId }) => InternetGatewayId),
      vpcLink('InternetGateway:internetGatewayId='),
    ),
    ...toLeftovers(
      'NAT gateway',
      (nats.NatGateways ?? []).map(({ NatGatewayId }) => NatGatewayId),
      vpcLink('NatGatewayDetails:natGatewayId='),
    ),
    ...toLeftovers(
      'address',
      (addresses.Addresses ?? []).map(({ AllocationId }) => AllocationId),
      ec2Link('ElasticIpDetails:AllocationId='),
    ),
    ...toLeftovers(
      'route table',
      (tables.RouteTables ?? []).map(({ RouteTableId }) => RouteTableId),
      vpcLink('RouteTableDetails:RouteTableId='),
    ),
    ...toLeftovers(
      'security group',
      (groups.SecurityGroups ?? []).map(({ GroupId }) => GroupId),
      ec2Link('SecurityGroup:groupId='),
    ),
    ...toLeftovers(
      'network interface',
      (interfaces.NetworkInterfaces ?? []).map(({ NetworkInterfaceId }) => NetworkInterfaceId),
      ec2Link('NetworkInterface:networkInterfaceId='),
    ),
    ...toLeftovers(
      'volume',
      (volumes.Volumes ?? []).map(({ VolumeId }) => VolumeId),
      ec2Link('VolumeDetails:volumeId='),
    ),
    ...toLeftovers(
      'instance',
      (machines.Reservations ?? []).flatMap(({ Instances = [] }) =>
        Instances.map(({ InstanceId }) => InstanceId),
      ),
      ec2Link('InstanceDetails:instanceId='),
    ),
    ...toLeftovers(
      'launch template',
      (templates.LaunchTemplates ?? []).map(({ LaunchTemplateId }) => LaunchTemplateId),
      ec2Link('LaunchTemplateDetails:launchTemplateId='),
    ),
  ]
}

/** What Kubernetes created in a region. Only Kubernetes' tag or the cluster's network identifies it. */
const findOfKubernetes = async (run: Run, region: string): Promise<Leftover[]> => {
  const ec2 = await openEc2(run, region)
  const toLeftover = (kind: string, page: string) => (id: string) => ({
    id,
    kind,
    region,
    link: ec2Console(region, page + id),
  })
  return [
    ...(await findBalancers(run, region)).map(({ arn, kind }) =>
      toLeftover(kind, kind === 'target group' ? 'TargetGroup:targetGroupArn=' : 'LoadBalancers:')(arn),
    ),
    ...(await findServiceGroups(ec2, run)).map(toLeftover('security group', 'SecurityGroup:groupId=')),
    ...(await findDetachedInterfaces(ec2, run)).map(
      toLeftover('network interface', 'NetworkInterface:networkInterfaceId='),
    ),
  ]
}

const findEksCluster = async (run: Run, region: string): Promise<Leftover[]> => {
  const { name } = run.inputs.cluster
  const response = await callEks(run, 'GET', '', region)
  if (response.status === 404) return []
  if (!response.ok) throw new Error(`EKS could not be read in ${region} (status ${response.status}).`)
  const link = `https://${region}.console.aws.amazon.com/eks/home?region=${region}#/clusters/${name}`
  return [{ id: name, kind: 'EKS cluster', region, link }]
}

const findLogs = async (run: Run, region: string): Promise<Leftover[]> =>
  (await findLogGroups(run, region)).map((id) => ({
    id,
    kind: 'log group',
    region,
    link: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups`,
  }))

/** Roles and identity providers belong to the account, not to a region. IAM can't list roles by tag, so their name prefix identifies them. */
const findIdentities = async (run: Run): Promise<Leftover[]> => {
  const { client, sdk } = await openIam(run)
  const leftovers: Leftover[] = []
  const console = (page: string) => `https://console.aws.amazon.com/iam/home#/${page}`
  for await (const { Roles = [] } of sdk.paginateListRoles({ client }, {}))
    for (const { RoleName = '', Arn = '' } of Roles)
      if (RoleName.startsWith(`${run.inputs.cluster.name}-`))
        leftovers.push({
          id: Arn,
          kind: 'IAM role',
          region: 'global',
          link: console(`roles/details/${RoleName}`),
        })
  const { OpenIDConnectProviderList = [] } = await client.send(new sdk.ListOpenIDConnectProvidersCommand({}))
  for (const { Arn } of OpenIDConnectProviderList) {
    const { Tags } = await client.send(
      new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }),
    )
    if (Arn && hasClusterTags(run, byKey(Tags)))
      leftovers.push({
        id: Arn,
        kind: 'identity provider',
        region: 'global',
        link: console('identity_providers'),
      })
  }
  return leftovers
}

export const findAwsLeftovers = async (run: Run): Promise<Leftover[]> => {
  const leftovers = [await findIdentities(run)]
  for (const region of searchedRegions(run))
    leftovers.push(
      await findInEc2(run, region),
      await findOfKubernetes(run, region),
      await findEksCluster(run, region),
      await findLogs(run, region),
    )
  // A group or an interface can have both kinds of tags.
  return [...new Map(leftovers.flat().map((leftover) => [leftover.id, leftover])).values()]
}
