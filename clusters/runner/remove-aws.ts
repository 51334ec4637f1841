import type { Leftover } from '../../contract/clusters.ts'
import { iam, removeProvider, removeRole } from './aws-identities.ts'
import type { Run } from './context.ts'
import { ec2 } from './ec2.ts'

type Ec2 = Awaited<ReturnType<typeof ec2>>

/** What was begun when Terraform was ended, and is in no state, goes in the order in which AWS lets it. */
const removals: [string, (given: Ec2, id: string) => Promise<unknown>][] = [
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
  [
    'security group',
    ({ client, sdk }, id) => client.send(new sdk.DeleteSecurityGroupCommand({ GroupId: id })),
  ],
  ['subnet', ({ client, sdk }, id) => client.send(new sdk.DeleteSubnetCommand({ SubnetId: id }))],
  [
    'route table',
    ({ client, sdk }, id) => client.send(new sdk.DeleteRouteTableCommand({ RouteTableId: id })),
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

/** Tries once to remove what carries the cluster's own tags; what can't go stays listed, and is tried again with the next destroy. */
export const removeLeftovers = async (run: Run, left: Leftover[]): Promise<boolean> => {
  let removed = false
  const removeAll = async (kind: string, remove: (one: Leftover) => Promise<unknown>) => {
    for (const one of left.filter((other) => other.kind === kind)) {
      const { id } = one
      try {
        await remove(one)
        removed = true
        run.report.line(`${kind} ${id}: deleted, Terraform did not know of it`)
      } catch (error) {
        run.report.line(`${kind} ${id}: not deleted (${(error as Error).name})`)
      }
    }
  }
  for (const [kind, remove] of removals)
    await removeAll(kind, async ({ id, region }) => remove(await ec2(run, region), id))
  await removeAll('IAM role', async ({ id }) => removeRole(await iam(run), id, run.inputs.tags))
  await removeAll('identity provider', async ({ id }) => removeProvider(await iam(run), id))
  return removed
}
