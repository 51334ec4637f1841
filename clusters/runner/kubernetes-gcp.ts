import * as z from 'zod'
import { type GoogleAccount, listPages, removeFromCompute } from './google-request.ts'
import type { Attempt } from './sweep.ts'

const resource = z.object({
  name: z.string(),
  selfLink: z.string(),
  region: z.string().optional(),
  zone: z.string().optional(),
  network: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  target: z.string().optional(),
  backendService: z.string().optional(),
  instances: z.array(z.string()).default([]),
  backends: z.array(z.object({ group: z.string().optional() })).default([]),
})
export type ComputeResource = z.infer<typeof resource>
const globalPage = z.object({ items: z.array(resource).default([]) })
const aggregatedPage = z.object({
  items: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
})

const kinds = {
  forwardingRules: 'forwarding rule',
  targetPools: 'target pool',
  backendServices: 'backend service',
  networkEndpointGroups: 'network endpoint group',
} as const
type Kind = keyof typeof kinds

const computeOf = async ({ credentials }: GoogleAccount) => {
  const { projectId = '' } = await credentials.get()
  return `https://compute.googleapis.com/compute/v1/projects/${projectId}`
}
const listGlobal = async (account: GoogleAccount, kind: string): Promise<ComputeResource[]> => {
  const resources: ComputeResource[] = []
  for await (const page of listPages(account, `${await computeOf(account)}/global/${kind}`))
    resources.push(...globalPage.parse(page).items)
  return resources
}
/** Lists a kind in every region and zone. */
const listAggregated = async (account: GoogleAccount, kind: Kind): Promise<ComputeResource[]> => {
  const resources: ComputeResource[] = []
  for await (const page of listPages(account, `${await computeOf(account)}/aggregated/${kind}`))
    for (const scope of Object.values(aggregatedPage.parse(page).items))
      resources.push(...z.array(resource).default([]).parse(scope[kind]))
  return resources
}

/** A resource that Kubernetes created. Resources are in the order in which Google Cloud allows their removal. */
export type KubernetesResource = { kind: string; resource: ComputeResource }

/**
 * What GKE created for the cluster's nodes and services: firewalls, forwarding rules, network endpoint groups, and what connects them. No filter of
 * Google Cloud finds them by the cluster's name. The cluster's own network, its label or its machines identify it.
 */
export const findOfKubernetes = async (account: GoogleAccount): Promise<KubernetesResource[]> => {
  const { name } = account.inputs.cluster
  const isInNetwork = ({ network }: ComputeResource) => network?.endsWith(`/global/networks/${name}`) ?? false
  const [firewalls, rules, pools, services, groups] = await Promise.all([
    listGlobal(account, 'firewalls'),
    listAggregated(account, 'forwardingRules'),
    listAggregated(account, 'targetPools'),
    listAggregated(account, 'backendServices'),
    listAggregated(account, 'networkEndpointGroups'),
  ])
  const ownGroups = groups.filter(isInNetwork)
  const groupLinks = new Set(ownGroups.map(({ selfLink }) => selfLink))
  const ownServices = services.filter(
    (service) => isInNetwork(service) || service.backends.some(({ group }) => groupLinks.has(group ?? '')),
  )
  // GKE names a machine `gke-CLUSTER-POOL-…`.
  const ownPools = pools.filter(({ instances }) =>
    instances.some((link) => link.includes(`/instances/gke-${name}-`)),
  )
  const links = new Set([...ownServices, ...ownPools].map(({ selfLink }) => selfLink))
  const ownRules = rules.filter(
    (rule) =>
      isInNetwork(rule) ||
      rule.labels?.['goog-k8s-cluster-name'] === name ||
      links.has(rule.target ?? '') ||
      links.has(rule.backendService ?? ''),
  )
  const toResources = (kind: string, resources: ComputeResource[]) =>
    resources.map((resource) => ({ kind, resource }))
  return [
    ...toResources(kinds.forwardingRules, ownRules),
    ...toResources(kinds.targetPools, ownPools),
    ...toResources(kinds.backendServices, ownServices),
    ...toResources(kinds.networkEndpointGroups, ownGroups),
    ...toResources('firewall', firewalls.filter(isInNetwork)),
  ]
}

/** Removes what Kubernetes created. While the cluster exists, its own firewalls `gke-…` stay: its nodes need them, and GKE removes them. */
export const removeOfKubernetes = async (
  account: GoogleAccount,
  attempt: Attempt,
  { clusterExists }: { clusterExists: boolean },
): Promise<void> => {
  for (const { kind, resource } of await findOfKubernetes(account))
    if (!(clusterExists && kind === 'firewall' && resource.name.startsWith('gke-')))
      await attempt(`${kind} ${resource.name}`, () => removeFromCompute(account, resource.selfLink))
}
