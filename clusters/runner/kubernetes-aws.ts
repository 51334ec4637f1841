import * as z from 'zod'
import { awsRequest, jsonRequest } from './aws-request.ts'
import type { Run } from './context.ts'
import { type AwsAccount, openEc2, tagFilters } from './ec2.ts'
import type { Attempt } from './sweep.ts'

type Ec2 = Awaited<ReturnType<typeof openEc2>>

/** The tag that Kubernetes gives to what it creates for a cluster: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const ownedTag = ({ inputs }: AwsAccount) => `kubernetes.io/cluster/${inputs.cluster.name}`

/** A resource of a Kubernetes service of the type LoadBalancer. */
export type Balancer = { arn: string; kind: 'load balancer' | 'target group' }

const balancerKinds = {
  'load balancer': { type: 'loadbalancer', name: 'LoadBalancer' },
  'target group': { type: 'targetgroup', name: 'TargetGroup' },
} as const
const kindsOfBalancers = ['load balancer', 'target group'] as const

const taggedResources = z.object({
  ResourceTagMappingList: z.array(z.object({ ResourceARN: z.string() })).default([]),
  PaginationToken: z.string().nullish(),
})

/** The ARN of a classic load balancer ends with its name: it has no id. */
const classicName = (arn: string): string | undefined => /:loadbalancer\/([^/]+)$/.exec(arn)?.[1]

const callElb = async (
  { credentials }: AwsAccount,
  region: string,
  action: 'Describe' | 'Delete',
  { arn, kind }: Balancer,
): Promise<Response> => {
  const { name } = balancerKinds[kind]
  const classic = classicName(arn)
  const [plural, member] = action === 'Describe' ? ['s', 's.member.1'] : ['', '']
  const target: Record<string, string> = classic
    ? { Version: '2012-06-01', [`LoadBalancerName${member}`]: classic }
    : { Version: '2015-12-01', [`${name}Arn${member}`]: arn }
  return awsRequest(await credentials.get(), {
    service: 'elasticloadbalancing',
    region,
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Action: `${action}${name}${plural}`, ...target }).toString(),
  })
}

const listTagged = async (run: AwsAccount, region: string, kind: Balancer['kind']): Promise<Balancer[]> => {
  const balancers: Balancer[] = []
  let token = ''
  do {
    const response = await awsRequest(await run.credentials.get(), {
      service: 'tagging',
      region,
      ...jsonRequest('ResourceGroupsTaggingAPI_20170126.GetResources', {
        ResourceTypeFilters: [`elasticloadbalancing:${balancerKinds[kind].type}`],
        TagFilters: [{ Key: ownedTag(run), Values: ['owned'] }],
        ...(token && { PaginationToken: token }),
      }),
    })
    if (!response.ok)
      throw new Error(`The ${kind}s could not be listed in ${region} (status ${response.status}).`)
    const page = taggedResources.parse(await response.json())
    balancers.push(...page.ResourceTagMappingList.map(({ ResourceARN: arn }) => ({ arn, kind })))
    token = page.PaginationToken ?? ''
  } while (token)
  return balancers
}

/**
 * The load balancers that Kubernetes created in a region, classic ones too, and their target groups. The list by tags can name what was just
 * deleted, so each is described. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export const findBalancers = async (run: AwsAccount, region: string): Promise<Balancer[]> => {
  const tagged: Balancer[] = []
  for (const kind of kindsOfBalancers) tagged.push(...(await listTagged(run, region, kind)))
  const existing: Balancer[] = []
  for (const balancer of tagged) {
    const response = await callElb(run, region, 'Describe', balancer)
    if (response.ok) existing.push(balancer)
    // A load balancer that does not exist.
    else if (response.status !== 400)
      throw new Error(`${balancer.arn} could not be read (status ${response.status}).`)
  }
  return existing
}

/** @throws Error with the status of AWS as its name */
export const removeBalancer = async (run: AwsAccount, region: string, balancer: Balancer): Promise<void> => {
  const response = await callElb(run, region, 'Delete', balancer)
  if (!response.ok) throw Object.assign(new Error(balancer.arn), { name: `status ${response.status}` })
}

/** Security groups of load balancers. EKS removes the group of the cluster itself together with the cluster. */
export const findServiceGroups = async ({ client, sdk }: Ec2, run: AwsAccount): Promise<string[]> => {
  const { SecurityGroups = [] } = await client.send(
    new sdk.DescribeSecurityGroupsCommand({ Filters: [{ Name: `tag:${ownedTag(run)}`, Values: ['owned'] }] }),
  )
  return SecurityGroups.filter(({ GroupName = '' }) => !GroupName.startsWith('eks-cluster-sg-')).flatMap(
    ({ GroupId }) => GroupId ?? [],
  )
}

/** Removes a security group, and first the rules of other groups that name it: AWS refuses to remove a group that a rule names. */
export const removeSecurityGroup = async ({ client, sdk }: Ec2, id: string): Promise<void> => {
  const { SecurityGroups = [] } = await client.send(
    new sdk.DescribeSecurityGroupsCommand({ Filters: [{ Name: 'ip-permission.group-id', Values: [id] }] }),
  )
  for (const { GroupId, IpPermissions = [] } of SecurityGroups) {
    const naming = IpPermissions.flatMap(({ IpProtocol, FromPort, ToPort, UserIdGroupPairs = [] }) => {
      const pairs = UserIdGroupPairs.filter((pair) => pair.GroupId === id).map(() => ({ GroupId: id }))
      const ports = { ...(FromPort !== undefined && { FromPort }), ...(ToPort !== undefined && { ToPort }) }
      return pairs.length > 0 ? [{ IpProtocol, ...ports, UserIdGroupPairs: pairs }] : []
    })
    if (naming.length > 0 && GroupId !== id)
      await client.send(new sdk.RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: naming }))
  }
  await client.send(new sdk.DeleteSecurityGroupCommand({ GroupId: id }))
}

/** Network interfaces that the VPC CNI left when their machine ended. They block the deletion of the subnets. */
export const findDetachedInterfaces = async ({ client, sdk }: Ec2, run: AwsAccount): Promise<string[]> => {
  const { Vpcs = [] } = await client.send(new sdk.DescribeVpcsCommand({ Filters: tagFilters(run) }))
  const vpcIds = Vpcs.flatMap(({ VpcId }) => VpcId ?? [])
  if (vpcIds.length === 0) return []
  const { NetworkInterfaces = [] } = await client.send(
    new sdk.DescribeNetworkInterfacesCommand({
      Filters: [
        { Name: 'vpc-id', Values: vpcIds },
        { Name: 'status', Values: ['available'] },
        { Name: 'description', Values: ['aws-K8S-*'] },
      ],
    }),
  )
  return NetworkInterfaces.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? [])
}

/** Removes the disks that Kubernetes created for its volumes. They outlive their nodes; after Terraform's destroy none is in use. */
export const removeVolumes = async (run: Run): Promise<void> => {
  const { client, sdk } = await openEc2(run, run.inputs.cluster.region)
  const { Volumes = [] } = await client.send(
    new sdk.DescribeVolumesCommand({
      Filters: [...tagFilters(run), { Name: 'status', Values: ['available'] }],
    }),
  )
  for (const { VolumeId } of Volumes) {
    await client.send(new sdk.DeleteVolumeCommand({ VolumeId }))
    run.report.line(`${VolumeId}: deleted`)
  }
}

/** Removes load balancers, detached network interfaces and the security groups that Kubernetes created, and tries each once. */
export const removeOfKubernetes = async (run: AwsAccount, attempt: Attempt): Promise<void> => {
  const { region } = run.inputs.cluster
  const ec2 = await openEc2(run, region)
  for (const balancer of await findBalancers(run, region))
    await attempt(balancer.arn, () => removeBalancer(run, region, balancer))
  for (const id of await findDetachedInterfaces(ec2, run))
    await attempt(id, () =>
      ec2.client.send(new ec2.sdk.DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id })),
    )
  // AWS refuses to remove a group that an interface uses.
  for (const id of await findServiceGroups(ec2, run)) await attempt(id, () => removeSecurityGroup(ec2, id))
}
