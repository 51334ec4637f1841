import type { Leftover } from '../../contract/clusters.ts'
import { openIam, removeProvider, removeRole } from './aws-identities.ts'
import type { Run } from './context.ts'
import { openEc2 } from './ec2.ts'
import { type Balancer, removeBalancer, removeSecurityGroup } from './kubernetes-aws.ts'
import { removeLogGroup } from './log-groups-aws.ts'

type Ec2 = Awaited<ReturnType<typeof openEc2>>

/** Kinds in the order in which AWS allows their removal. A killed Terraform leaves resources that are in no state. */
const removals: [string, (ec2: Ec2, id: string) => Promise<unknown>][] = [
  [
    'launch template',
    ({ client, sdk }, id) => client.send(new sdk.DeleteLaunchTemplateCommand({ LaunchTemplateId: id })),
  ],
  ['volume', ({ client, sdk }, id) => client.send(new sdk.DeleteVolumeCommand({ VolumeId: id }))],
  [
    'NAT gateway',
    ({ client, sdk }, id) => client.send(new sdk.DeleteNatGatewayCommand({ NatGatewayId: id })),
  ],
  ['address', ({ client, sdk }, id) => client.send(new sdk.ReleaseAddressCommand({ AllocationId: id }))],
  [
    'network interface',
    ({ client, sdk }, id) => client.send(new sdk.DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id })),
  ],
  ['security group', removeSecurityGroup],
  ['subnet', ({ client, sdk }, id) => client.send(new sdk.DeleteSubnetCommand({ SubnetId: id }))],
  [
    'route table',
    async ({ client, sdk }, id) => {
      const { RouteTables = [] } = await client.send(
        new sdk.DescribeRouteTablesCommand({ RouteTableIds: [id] }),
      )
      for (const { Main, RouteTableAssociationId: AssociationId } of RouteTables[0]?.Associations ?? [])
        if (!Main) await client.send(new sdk.DisassociateRouteTableCommand({ AssociationId }))
      await client.send(new sdk.DeleteRouteTableCommand({ RouteTableId: id }))
    },
  ],
  [
    'internet gateway',
    async ({ client, sdk }, id) => {
      const { InternetGateways = [] } = await client.send(
        new sdk.DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] }),
      )
      for (const { VpcId } of InternetGateways[0]?.Attachments ?? [])
        await client.send(new sdk.DetachInternetGatewayCommand({ InternetGatewayId: id, VpcId }))
      await client.send(new sdk.DeleteInternetGatewayCommand({ InternetGatewayId: id }))
    },
  ],
  ['VPC', ({ client, sdk }, id) => client.send(new sdk.DeleteVpcCommand({ VpcId: id }))],
]

/**
 * Tries once to remove leftovers that carry the cluster's tags or Kubernetes' tag of the cluster. A leftover that AWS refuses to remove stays
 * in the list, and the next destroy tries it again.
 *
 * @returns whether anything was removed
 */
export const removeLeftovers = async (run: Run, left: Leftover[]): Promise<boolean> => {
  let isRemoved = false
  const removeKind = async (kind: string, remove: (leftover: Leftover) => Promise<unknown>) => {
    for (const leftover of left.filter((candidate) => candidate.kind === kind)) {
      const { id } = leftover
      try {
        await remove(leftover)
        isRemoved = true
        run.report.line(`${kind} ${id}: deleted, it was not in Terraform's state`)
      } catch (error) {
        run.report.line(`${kind} ${id}: not deleted (${(error as Error).name})`)
      }
    }
  }
  for (const kind of ['load balancer', 'target group'] satisfies Balancer['kind'][])
    await removeKind(kind, ({ id, region }) => removeBalancer(run, region, { arn: id, kind }))
  for (const [kind, remove] of removals)
    await removeKind(kind, async ({ id, region }) => remove(await openEc2(run, region), id))
  await removeKind('log group', ({ id, region }) => removeLogGroup(run, region, id))
  await removeKind('IAM role', async ({ id }) => removeRole(await openIam(run), id, run.inputs.tags))
  await removeKind('identity provider', async ({ id }) => removeProvider(await openIam(run), id))
  return isRemoved
}
