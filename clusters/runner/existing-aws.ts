import * as z from 'zod'
import { openIam } from './aws-identities.ts'
import { type AwsAccount, byKey, hasClusterTags } from './ec2.ts'
import { callEks } from './eks.ts'
import type { Existing } from './existing.ts'
import { describeRegion } from './leftovers-aws.ts'

type Tags = Record<string, string>

const tags = z.record(z.string(), z.string()).nullish()
const clusterReply = z.object({ cluster: z.object({ tags }) })
const groupsReply = z.object({ nodegroups: z.array(z.string()) })
const nodegroupReply = z.object({
  nodegroup: z.object({ tags, scalingConfig: z.object({ desiredSize: z.number() }).nullish() }),
})
const addonReply = z.object({ addon: z.object({ tags }) })

/** The keys that the AWS modules set besides the cluster's tags. */
export const moduleTagKeys = ['Name', 'kubernetes.io/role/elb', 'kubernetes.io/role/internal-elb']

/** AWS reserves `aws:` for its own tags, which the provider never changes. */
const isForeign = (ownKeys: ReadonlySet<string>) => (key: string) =>
  !ownKeys.has(key) && !key.startsWith('aws:')

const askEks = async (run: AwsAccount, path: string): Promise<unknown> => {
  const response = await callEks(run, 'GET', path)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`EKS could not be read (status ${response.status}).`)
  return response.json()
}

/** Two groups exist while a machine type changes, and after a change that ended halfway. */
const readNodeGroups = async (run: AwsAccount) => {
  const listed = await askEks(run, '/node-groups')
  const names = listed ? groupsReply.parse(listed).nodegroups : []
  const replies = await Promise.all(
    names.map((name) => askEks(run, `/node-groups/${encodeURIComponent(name)}`)),
  )
  // A group that ended after the list was read.
  return replies.filter(Boolean).map((reply) => nodegroupReply.parse(reply).nodegroup)
}

const readEks = async (run: AwsAccount) => {
  const [cluster, groups, addon] = await Promise.all([
    askEks(run, ''),
    readNodeGroups(run),
    askEks(run, '/addons/aws-ebs-csi-driver'),
  ])
  const sizes = groups.flatMap(({ scalingConfig }) => scalingConfig?.desiredSize ?? [])
  return {
    tags: [
      cluster && clusterReply.parse(cluster).cluster.tags,
      ...groups.map((group) => group.tags),
      addon && addonReply.parse(addon).addon.tags,
    ].filter((list): list is Tags => Boolean(list)),
    ...(sizes.length > 0 && { desiredNodes: Math.max(...sizes) }),
  }
}

type SdkTags = { Tags?: { Key?: string | undefined }[] | undefined }

/** The tags of the roles with the cluster's name, and of the identity provider. */
const readIdentityTags = async (run: AwsAccount): Promise<SdkTags[]> => {
  const { client, sdk } = await openIam(run)
  const tagged: SdkTags[] = []
  for await (const { Roles = [] } of sdk.paginateListRoles({ client }, {}))
    for (const { RoleName = '' } of Roles)
      if (RoleName.startsWith(`${run.inputs.cluster.name}-`)) {
        const { Role } = await client.send(new sdk.GetRoleCommand({ RoleName }))
        tagged.push({ Tags: Role?.Tags })
      }
  const { OpenIDConnectProviderList = [] } = await client.send(new sdk.ListOpenIDConnectProvidersCommand({}))
  for (const { Arn: OpenIDConnectProviderArn } of OpenIDConnectProviderList) {
    const provider = await client.send(new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))
    if (hasClusterTags(run, byKey(provider.Tags))) tagged.push(provider)
  }
  return tagged
}

/** The keys of tags that Labseat did not set, of every resource that Terraform manages, and the size of the node group. */
export const readExistingAws = async (run: AwsAccount): Promise<Existing> => {
  const { vpcs, subnets, gateways, nats, addresses, tables, groups, templates } = await describeRegion(
    run,
    run.inputs.cluster.region,
  )
  const inEc2: SdkTags[] = [
    ...(vpcs.Vpcs ?? []),
    ...(subnets.Subnets ?? []),
    ...(gateways.InternetGateways ?? []),
    ...(nats.NatGateways ?? []),
    ...(addresses.Addresses ?? []),
    ...(tables.RouteTables ?? []),
    ...(groups.SecurityGroups ?? []),
    ...(templates.LaunchTemplates ?? []),
  ]
  const [eks, identities] = [await readEks(run), await readIdentityTags(run)]
  const keys = [
    ...[...inEc2, ...identities].flatMap(({ Tags = [] }) => Tags.flatMap(({ Key }) => Key ?? [])),
    ...eks.tags.flatMap(Object.keys),
  ]
  const ownKeys = new Set([...Object.keys(run.inputs.tags), ...moduleTagKeys])
  return {
    foreignTagKeys: [...new Set(keys.filter(isForeign(ownKeys)))].sort(),
    ...(eks.desiredNodes !== undefined && { desiredNodes: eks.desiredNodes }),
  }
}
