import * as z from 'zod'
import { platform } from './cloud-credentials.ts'
import { nodes, price, service } from './cluster-parts.ts'
import { id, line, listOf, money, page, time } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

export const clusterState = z.enum(['provisioning', 'ready', 'updating', 'destroying', 'destroyed', 'failed'])
export type ClusterState = z.infer<typeof clusterState>

const kubernetesVersion = z.string().regex(/^1\.\d{2}$/, message('kubernetesVersion'))
const cidr = z.cidrv4(message('range'))
const subnets = z.array(cidr).min(1).max(6)
const services = z
  .array(service)
  .min(1, message('chooseAtLeastOne'))
  .refine((list) => new Set(list).size === list.length, message('unique'))

/** Leaves room for `-` and a unique suffix of six characters: EKS takes 100 characters, AKS and GKE 40. */
export const clusterName = line(3, 30).regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, message('clusterName'))

/** In US dollars, as prices are. */
const budget = money.refine(({ currency }) => currency === 'USD', {
  path: ['currency'],
  message: message('budgetCurrency'),
})

export const clusterInput = z.strictObject({
  accountId: id,
  name: clusterName,
  region: line(1, 40),
  stateBucket: line(1, 63).optional(),
  services,
  kubernetesVersion: kubernetesVersion.optional(),
  vpcCidr: cidr.optional(),
  publicSubnets: subnets.optional(),
  privateSubnets: subnets.optional(),
  approval: z.enum(['manual', 'automatic']).optional(),
  nodes: nodes.optional(),
  expiresAt: time.optional(),
  /** The total cost at which the cluster is destroyed. */
  budget: budget.optional(),
  eventId: id.optional(),
})
export type ClusterInput = z.infer<typeof clusterInput>

/** The URL of a service, and whether the service answered the last check. */
export const serviceLink = z.object({
  service,
  url: z.string().optional(),
  healthy: z.boolean().optional(),
})

/** A resource of a cluster that the cloud still has. */
export const leftover = z.object({
  /** As the platform names it: an ARN, a resource id. */
  id: z.string(),
  kind: z.string(),
  region: z.string(),
  link: z.string().optional(),
})
export type Leftover = z.infer<typeof leftover>

/**
 * clusters/{id} as Firestore stores it: flat, so that queries and rules can use each field. Only functions write it. Code reads it as
 * `ClusterDocument` (domain/cluster-life.ts), whose states exclude impossible combinations.
 */
export const clusterDocument = z.object({
  ownerId: id,
  accountId: id,
  platform,
  /** The name in the cloud, with its suffix. */
  name: z.string(),
  region: z.string(),
  stateBucket: z.string(),
  services: z.array(service),
  kubernetesVersion: z.string(),
  vpcCidr: z.string(),
  publicSubnets: z.array(z.string()),
  privateSubnets: z.array(z.string()),
  approval: z.enum(['manual', 'automatic']),
  nodes,
  state: clusterState,
  live: z.boolean(),
  /** The run at work, or the last run. */
  runId: id,
  /** A run is at work, so no other run may begin. */
  busy: z.boolean(),
  /** The run at work has a plan that waits for approval. */
  awaitsApproval: z.boolean(),
  links: z.array(serviceLink),
  /** When the links' health is checked next. Absent without links. */
  linksDueAt: time.optional(),
  /** Why the services were not installed. */
  withoutServices: z.string().optional(),
  endpoint: z.string().optional(),
  certificateAuthority: z.string().optional(),
  /** An estimate from the table in domain/prices.ts. */
  cost: z.object({ hourly: price, monthly: price, source: z.string() }),
  /** Estimated cost in cents from creation until the last price change. */
  spent: z.object({ amount: z.number(), at: z.string() }).optional(),
  expiresAt: time.nullable(),
  /** The earlier of `expiresAt` and the time at which the budget is spent. */
  endsAt: time.nullable(),
  budget: budget.nullable(),
  /** The owner has the notice about the current `endsAt`. */
  endTold: z.boolean(),
  /** The cluster is destroyed when the run at work is over. */
  destroyWanted: z.boolean(),
  eventId: id.nullable(),
  /** When a ready cluster is checked for drift next. */
  driftDueAt: time.optional(),
  /** Resources that the last check found changed outside Labseat. */
  drift: z.object({ changed: z.array(z.string()), at: time }).optional(),
  /** After a destroy: the resources that the cloud still has; an empty list is the cloud's own answer. */
  inventory: z.object({ left: z.array(leftover), regions: z.array(z.string()), at: time }).optional(),
  createdAt: time,
  updatedAt: time,
})
export type StoredCluster = z.infer<typeof clusterDocument>

/** The fields that say what happens to a cluster. Only these combinations exist. */
export type ClusterLife =
  /** A run is at work. Its plan may wait for approval, and a destroy may follow it. */
  | {
      state: 'provisioning' | 'updating' | 'destroying'
      live: true
      busy: true
      awaitsApproval: boolean
      destroyWanted: boolean
    }
  /** A run checks for drift, which changes no state and needs no approval. */
  | { state: 'ready' | 'failed'; live: true; busy: true; awaitsApproval: false; destroyWanted: boolean }
  /** No run is at work. */
  | { state: 'ready' | 'failed'; live: true; busy: false; awaitsApproval: false; destroyWanted: false }
  | { state: 'destroyed'; live: false; busy: false; awaitsApproval: false; destroyWanted: false }
/** The other fields of a cluster. */
export type ClusterFacts = Omit<StoredCluster, keyof ClusterLife>
export type ClusterDocument = ClusterFacts & ClusterLife

/** Without the fields that only the server's own chores use. */
export const cluster = clusterDocument
  .omit({ endTold: true, linksDueAt: true, driftDueAt: true })
  .extend({ id })
  .meta({ id: 'Cluster' })
export type Cluster = z.infer<typeof cluster>

const clusterParams = z.strictObject({ clusterId: id })
const problems = ['not-found', 'cluster-busy', 'account-not-usable'] as const

export const clustersCreate = operation({
  id: 'clusters-create',
  method: 'post',
  path: '/v1/clusters',
  summary: 'Plans a cluster in an account of the caller, and builds the cluster when the plan is approved.',
  access: 'role',
  idempotent: true,
  limit: { max: 60, seconds: 600, by: 'person' },
  body: clusterInput,
  responses: { 202: cluster },
  problems: [
    'not-found',
    'account-not-usable',
    'permissions-missing',
    'too-many-clusters',
    'quota-exceeded',
    'over-budget',
    'unavailable',
  ],
})

export const clustersList = operation({
  id: 'clusters-list',
  method: 'get',
  path: '/v1/clusters',
  summary: "The caller's clusters, newest first. Admins see all clusters.",
  access: 'role',
  query: page,
  responses: { 200: listOf(cluster) },
})

export const clustersGet = operation({
  id: 'clusters-get',
  method: 'get',
  path: '/v1/clusters/{clusterId}',
  summary: 'One cluster.',
  access: 'role',
  params: clusterParams,
  responses: { 200: cluster },
  problems: ['not-found'],
})

export const clusterChange = z.strictObject({
  services: services.optional(),
  nodes: nodes.optional(),
  kubernetesVersion: kubernetesVersion.optional(),
})
export type ClusterChange = z.infer<typeof clusterChange>

export const clustersUpdate = operation({
  id: 'clusters-update',
  method: 'patch',
  path: '/v1/clusters/{clusterId}',
  summary:
    'Plans a change of services, nodes or the Kubernetes version. The cluster stays as it is until the plan is applied.',
  access: 'role',
  params: clusterParams,
  body: clusterChange,
  responses: { 202: cluster },
  problems,
})

export const clustersDelete = operation({
  id: 'clusters-delete',
  method: 'delete',
  path: '/v1/clusters/{clusterId}',
  summary:
    'Destroys a cluster and lists the resources that are left. A run at work is canceled first. Repeated calls change nothing.',
  access: 'role',
  params: clusterParams,
  responses: { 202: cluster },
  problems: ['not-found'],
})

export const clustersCancel = operation({
  id: 'clusters-cancel',
  method: 'post',
  path: '/v1/clusters/{clusterId}/cancel',
  summary: 'Cancels the run at work. Terraform stops as soon as it can and saves its state.',
  access: 'role',
  params: clusterParams,
  responses: { 202: cluster },
  problems: ['not-found', 'nothing-to-cancel'],
})

export const clustersRetry = operation({
  id: 'clusters-retry',
  method: 'post',
  path: '/v1/clusters/{clusterId}/retry',
  summary: 'Retries the failed command from where it stopped.',
  access: 'role',
  params: clusterParams,
  responses: { 202: cluster },
  problems: [...problems, 'nothing-to-retry'],
})

export const clustersExtend = operation({
  id: 'clusters-extend',
  method: 'post',
  path: '/v1/clusters/{clusterId}/extend',
  summary: 'Changes the time at which a cluster is destroyed; null removes it.',
  access: 'role',
  params: clusterParams,
  body: z.strictObject({ expiresAt: time.nullable() }),
  responses: { 200: cluster },
  problems: ['not-found', 'conflict'],
})

export const clustersCheckDrift = operation({
  id: 'clusters-check-drift',
  method: 'post',
  path: '/v1/clusters/{clusterId}/check-drift',
  summary: 'Finds resources that were changed outside Labseat. Changes nothing.',
  access: 'role',
  params: clusterParams,
  responses: { 202: cluster },
  problems,
})

export const estimate = z
  .object({
    hourly: price,
    /** 730 hours. */
    monthly: price,
    items: z.array(z.object({ what: z.string(), hourly: price })),
    /** Where the prices come from, with their date. */
    source: z.string(),
  })
  .meta({ id: 'Estimate', description: 'List prices, without traffic and taxes.' })
export type Estimate = z.infer<typeof estimate>

export const clustersEstimate = operation({
  id: 'clusters-estimate',
  method: 'post',
  path: '/v1/clusters/estimate',
  summary: 'Estimates the cost of a cluster before it is created.',
  access: 'role',
  body: z.strictObject({ platform, region: line(1, 40), nodes: nodes.optional() }),
  responses: { 200: estimate },
})

export const clustersKubeconfig = operation({
  id: 'clusters-kubeconfig',
  method: 'get',
  path: '/v1/clusters/{clusterId}/kubeconfig',
  summary: 'A kubeconfig without secrets: kubectl gets a short-lived token from the platform’s own tool.',
  access: 'role',
  params: clusterParams,
  responses: { 200: z.object({ kubeconfig: z.string() }) },
  problems: ['not-found', 'no-endpoint'],
})
