import type { Leftover } from '../../contract/clusters.ts'
import { iam } from './aws-identities.ts'
import { awsRequest } from './aws-request.ts'
import type { Run } from './context.ts'
import { ec2, everyTag } from './ec2.ts'
import { regionsOf } from './sweep.ts'

const vpcConsole = (region: string, page: string) =>
  `https://${region}.console.aws.amazon.com/vpcconsole/home?region=${region}#${page}`
const ec2Console = (region: string, page: string) =>
  `https://${region}.console.aws.amazon.com/ec2/home?region=${region}#${page}`

/** The filters leave out deleted machines and gateways, which AWS lists for another hour. */
const describeRegion = async (run: Run, region: string) => {
  const { client, sdk } = await ec2(run, region)
  const Filters = everyTag(run)
  const alive = (name: string, values: string[]) => [...Filters, { Name: name, Values: values }]
  const [vpcs, subnets, gateways, nats, addresses, tables, groups, interfaces, volumes, machines, templates] =
    await Promise.all([
      client.send(new sdk.DescribeVpcsCommand({ Filters })),
      client.send(new sdk.DescribeSubnetsCommand({ Filters })),
      client.send(new sdk.DescribeInternetGatewaysCommand({ Filters })),
      client.send(
        new sdk.DescribeNatGatewaysCommand({
          Filter: alive('state', ['pending', 'available', 'deleting', 'failed']),
        }),
      ),
      client.send(new sdk.DescribeAddressesCommand({ Filters })),
      client.send(new sdk.DescribeRouteTablesCommand({ Filters })),
      client.send(new sdk.DescribeSecurityGroupsCommand({ Filters })),
      client.send(new sdk.DescribeNetworkInterfacesCommand({ Filters })),
      client.send(new sdk.DescribeVolumesCommand({ Filters })),
      client.send(
        new sdk.DescribeInstancesCommand({
          Filters: alive('instance-state-name', [
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

const networkAndMachines = async (run: Run, region: string): Promise<Leftover[]> => {
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
  const left = (kind: string, ids: (string | undefined)[], link: (id: string) => string): Leftover[] =>
    ids.flatMap((id) => (id ? [{ id, kind, region, link: link(id) }] : []))
  const vpc = (page: string) => (id: string) => vpcConsole(region, page + id)
  const machine = (page: string) => (id: string) => ec2Console(region, page + id)
  return [
    ...left(
      'VPC',
      (vpcs.Vpcs ?? []).map((one) => one.VpcId),
      vpc('VpcDetails:VpcId='),
    ),
    ...left(
      'subnet',
      (subnets.Subnets ?? []).map((one) => one.SubnetId),
      vpc('SubnetDetails:subnetId='),
    ),
    ...left(
      'internet gateway',
      (gateways.InternetGateways ?? []).map((one) => one.InternetGatewayId),
      vpc('InternetGateway:internetGatewayId='),
    ),
    ...left(
      'NAT gateway',
      (nats.NatGateways ?? []).map((one) => one.NatGatewayId),
      vpc('NatGatewayDetails:natGatewayId='),
    ),
    ...left(
      'address',
      (addresses.Addresses ?? []).map((one) => one.AllocationId),
      machine('ElasticIpDetails:AllocationId='),
    ),
    ...left(
      'route table',
      (tables.RouteTables ?? []).map((one) => one.RouteTableId),
      vpc('RouteTableDetails:RouteTableId='),
    ),
    ...left(
      'security group',
      (groups.SecurityGroups ?? []).map((one) => one.GroupId),
      machine('SecurityGroup:groupId='),
    ),
    ...left(
      'network interface',
      (interfaces.NetworkInterfaces ?? []).map((one) => one.NetworkInterfaceId),
      machine('NetworkInterface:networkInterfaceId='),
    ),
    ...left(
      'volume',
      (volumes.Volumes ?? []).map((one) => one.VolumeId),
      machine('VolumeDetails:volumeId='),
    ),
    ...left(
      'instance',
      (machines.Reservations ?? []).flatMap(({ Instances = [] }) => Instances.map((one) => one.InstanceId)),
      machine('InstanceDetails:instanceId='),
    ),
    ...left(
      'launch template',
      (templates.LaunchTemplates ?? []).map((one) => one.LaunchTemplateId),
      machine('LaunchTemplateDetails:launchTemplateId='),
    ),
  ]
}

const kubernetes = async ({ credentials, inputs }: Run, region: string): Promise<Leftover[]> => {
  const { name } = inputs.cluster
  const response = await awsRequest(await credentials.get(), {
    service: 'eks',
    region,
    method: 'GET',
    path: `/clusters/${encodeURIComponent(name)}`,
  })
  if (response.status === 404) return []
  if (!response.ok) throw new Error(`EKS answered ${response.status} in ${region}.`)
  const link = `https://${region}.console.aws.amazon.com/eks/home?region=${region}#/clusters/${name}`
  return [{ id: name, kind: 'EKS cluster', region, link }]
}

/** Of the whole account, not of a region. Roles can't be found by their tags, so they are by the name they begin with. */
const identities = async (run: Run): Promise<Leftover[]> => {
  const { client, sdk } = await iam(run)
  const left: Leftover[] = []
  const console = (page: string) => `https://console.aws.amazon.com/iam/home#/${page}`
  for await (const { Roles = [] } of sdk.paginateListRoles({ client }, {}))
    for (const { RoleName = '', Arn = '' } of Roles)
      if (RoleName.startsWith(`${run.inputs.cluster.name}-`))
        left.push({ id: Arn, kind: 'IAM role', region: 'global', link: console(`roles/details/${RoleName}`) })
  const { OpenIDConnectProviderList = [] } = await client.send(new sdk.ListOpenIDConnectProvidersCommand({}))
  for (const { Arn } of OpenIDConnectProviderList) {
    const { Tags = [] } = await client.send(
      new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }),
    )
    const has = (key: string, value: string) => Tags.some((tag) => tag.Key === key && tag.Value === value)
    if (Arn && Object.entries(run.inputs.tags).every(([key, value]) => has(key, value)))
      left.push({ id: Arn, kind: 'identity provider', region: 'global', link: console('identity_providers') })
  }
  return left
}

export const leftoversOfAws = async (run: Run): Promise<Leftover[]> => {
  const found = [await identities(run)]
  for (const region of regionsOf(run))
    found.push(await networkAndMachines(run, region), await kubernetes(run, region))
  return found.flat()
}
