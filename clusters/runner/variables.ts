import { needsDevicePlugin } from '../../domain/gpus.ts'
import { domainNameOf } from '../../domain/service-names.ts'
import type { Run } from './context.ts'
import type { Outputs } from './lines.ts'

/** The number of nodes that an autoscaler or a person set, within the limits. EKS refuses a minimum above it and a maximum below it. */
const desiredNodes = ({ min, max }: { min: number; max: number }, current = min) =>
  Math.min(Math.max(current, min), max)

/** Terraform's variables, the same for every platform: clusters/shared/STAGE/variables.tf. */
export const clusterVariables = ({
  inputs: { cluster, tags },
  existing,
}: Pick<Run, 'inputs' | 'existing'>) => ({
  name: cluster.name,
  region: cluster.region,
  tags,
  ignored_tag_keys: existing.foreignTagKeys,
  kubernetes_version: cluster.kubernetesVersion,
  vpc_cidr: cluster.vpcCidr,
  public_subnets: cluster.publicSubnets,
  private_subnets: cluster.privateSubnets,
  public_access_cidrs: cluster.apiRanges ?? ['0.0.0.0/0'],
  permissions_boundary: cluster.permissionsBoundary ?? null,
  node_type: cluster.nodes.type,
  node_min: cluster.nodes.min,
  node_max: cluster.nodes.max,
  ...(cluster.nodes.diskGb && { node_disk_gb: cluster.nodes.diskGb }),
  node_desired: desiredNodes(cluster.nodes, existing.desiredNodes),
  ...(cluster.domain && { dns_zone: { name: cluster.domain.zone, id: cluster.domain.zoneId } }),
})

/** The share of a seat. */
const labVariables = ({ inputs: { lab } }: Pick<Run, 'inputs'>) =>
  lab && { lab: { memory_gb: lab.memoryGb, cores: lab.cores, materials: lab.materials ?? '' } }

/** The names of the services and the client with which they sign people in. */
const domainVariables = ({ inputs: { cluster }, credentials }: Pick<Run, 'inputs' | 'credentials'>) => {
  const { domain, name } = cluster
  if (!domain) return {}
  const { zone, zoneId, allowedRanges } = domain
  const signIn = credentials.signIn()
  return {
    domain: {
      name: domainNameOf({ name, domain }),
      zone,
      zone_id: zoneId,
      allowed_ranges: allowedRanges,
    },
    ...(signIn && {
      sign_in: { issuer: signIn.issuer, client_id: signIn.clientId, owner_group: signIn.ownerGroup },
      client_secret: signIn.clientSecret,
      service_token: signIn.serviceToken,
    }),
  }
}

/** Before the cluster exists, placeholders stand for its outputs, so that its apps can be estimated. */
export const appsVariables = (run: Run, outputs: Outputs) => {
  const { access, existing, hub } = run
  const { cluster, platform, tags } = run.inputs
  return {
    name: cluster.name,
    region: cluster.region,
    tags,
    ignored_tag_keys: existing.foreignTagKeys,
    services: cluster.services,
    cluster_name: outputs.cluster_name?.value ?? cluster.name,
    endpoint: outputs.endpoint?.value ?? 'https://not-yet.invalid',
    certificate_authority: outputs.certificate_authority?.value ?? Buffer.from('not yet').toString('base64'),
    token_command: access.tokenCommand,
    device_plugin: needsDevicePlugin(platform, cluster.nodes.type),
    dns_identity: outputs.dns_identity?.value ?? '',
    ...domainVariables(run),
    ...labVariables(run),
    ...(hub && { hub }),
  }
}

/** The values of outputs that are not sensitive. */
export const publicOutputs = (...stages: Outputs[]): Record<string, unknown> =>
  Object.fromEntries(
    stages
      .flatMap((outputs) => Object.entries(outputs))
      .flatMap(([name, { sensitive, value }]) => (sensitive ? [] : [[name, value]])),
  )
