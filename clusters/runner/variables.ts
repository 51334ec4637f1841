import type { Run } from './context.ts'
import type { Outputs } from './lines.ts'

/** The same names for every platform: clusters/PLATFORM/STAGE/variables.tf. */
export const clusterVariables = ({ inputs: { cluster, tags } }: Pick<Run, 'inputs'>) => ({
  name: cluster.name,
  region: cluster.region,
  tags,
  kubernetes_version: cluster.kubernetesVersion,
  vpc_cidr: cluster.vpcCidr,
  public_subnets: cluster.publicSubnets,
  private_subnets: cluster.privateSubnets,
  node_type: cluster.nodes.type,
  node_min: cluster.nodes.min,
  node_max: cluster.nodes.max,
})

/** Before there is a cluster, what its apps need of it is made up: enough for seeing what they will be. */
export const appsVariables = ({ inputs: { cluster, tags }, access }: Run, outputs: Outputs) => ({
  name: cluster.name,
  region: cluster.region,
  tags,
  services: cluster.services,
  cluster_name: outputs.cluster_name?.value ?? cluster.name,
  endpoint: outputs.endpoint?.value ?? 'https://not-yet.invalid',
  certificate_authority: outputs.certificate_authority?.value ?? Buffer.from('not yet').toString('base64'),
  token_command: access.tokenCommand,
})

export const openOutputs = (...several: Outputs[]): Record<string, unknown> =>
  Object.fromEntries(
    several
      .flatMap((outputs) => Object.entries(outputs))
      .flatMap(([name, { sensitive, value }]) => (sensitive ? [] : [[name, value]])),
  )
