import * as z from 'zod'
import { platform } from './cloud-credentials.ts'
import { clusterDomain, domainInput } from './cluster-domain.ts'
import { listPrice, nodePrice, nodes, price, service } from './cluster-parts.ts'
import { id, line, listOf, money, page, time } from './common.ts'
import { operation } from './operation.ts'
import { cleanPasted } from './pasted.ts'
import { message } from './validation.ts'

export const clusterState = z.enum(['provisioning', 'ready', 'updating', 'destroying', 'destroyed', 'failed'])
export type ClusterState = z.infer<typeof clusterState>

const kubernetesVersion = z.string().regex(/^1\.\d{2}$/, message('kubernetesVersion'))
const cidr = z.cidrv4(message('range'))
const subnets = z.array(cidr).min(1).max(6)
/** Ranges of public addresses that may reach the Kubernetes API. EKS takes 40, AKS and GKE take more: https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const apiRanges = z.array(cidr).min(1).max(40)
/** The ARN of a policy, by the rules of IAM for paths and names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const permissionsBoundary = z
  .string()
  .overwrite(cleanPasted)
  .max(700)
  .regex(/^arn:aws:iam::(aws|\d{12}):policy\/([\x21-\x7e]+\/)?[\w+=,.@-]{1,128}$/, message('boundary'))
const services = z
  .array(service)
  .min(1, message('chooseAtLeastOne'))
  .refine((list) => new Set(list).size === list.length, message('unique'))

/** Leaves room for `-` and a unique suffix of six characters: EKS takes 100 characters, AKS and GKE 40. */
export const clusterName = line(3, 30).regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, message('clusterName'))

/** In US dollars, as prices are. */
export const budget = money.refine(({ currency }) => currency === 'USD', {
  path: ['currency'],
  message: message('budgetCurrency'),
})

/** `s3://NAME`, `gs://NAME/` and `arn:aws:s3:::NAME`, as consoles copy them, are the bucket NAME. */
export const stateBucket = z
  .string()
  .overwrite((text) => cleanPasted(text).replace(/^(?:s3:\/\/|gs:\/\/|arn:aws:s3:::)([^/]+)\/?$/, '$1'))
  .max(63)
  .regex(/^[a-z0-9](?:[a-z0-9_-]|\.(?!\.)){1,61}[a-z0-9]$/, {
    error: ({ input }) => message(String(input).includes('/') ? 'bucketFolder' : 'bucket'),
  })

export const clusterInput = z.strictObject({
  accountId: id,
  name: clusterName,
  region: line(1, 40),
  stateBucket: stateBucket.optional(),
  services,
  kubernetesVersion: kubernetesVersion.optional(),
  vpcCidr: cidr.optional(),
  publicSubnets: subnets.optional(),
  privateSubnets: subnets.optional(),
  /** Every address, if left out. */
  apiRanges: apiRanges.optional(),
  /** Of each role that Labseat creates on AWS; `PowerUserAccess` if left out. */
  permissionsBoundary: permissionsBoundary.optional(),
  approval: z.enum(['manual', 'automatic']).optional(),
  nodes: nodes.optional(),
  expiresAt: time.optional(),
  /** The total cost at which the cluster is destroyed. At least the cost of an hour. */
  budget: budget.optional(),
  /** Only for a machine type without a known list price, and needed for a budget then. */
  nodePrice: nodePrice.optional(),
  eventId: id.optional(),
  /** Names for the services below a DNS zone of the account, with HTTPS and a sign-in. Without it the services stay inside the cluster. */
  domain: domainInput.optional(),
})
export type ClusterInput = z.infer<typeof clusterInput>

/** A name of Kubernetes. It becomes part of a command, so it contains nothing that a shell reads. */
const kubernetesName = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)

/** The address of a service inside its cluster, as `kubectl port-forward` takes it. */
export const serviceForward = z.object({
  namespace: kubernetesName,
  service: kubernetesName,
  port: z.int().min(1).max(65_535),
})
export type ServiceForward = z.infer<typeof serviceForward>

/** How people reach a service: inside the cluster, or at a URL, with whether it answered the last check. */
export const serviceLink = z.object({
  service,
  forward: serviceForward.optional(),
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
  /** Absent: the services stay inside the cluster. */
  domain: clusterDomain.optional(),
  region: z.string(),
  stateBucket: z.string(),
  services: z.array(service),
  kubernetesVersion: z.string(),
  vpcCidr: z.string(),
  publicSubnets: z.array(z.string()),
  privateSubnets: z.array(z.string()),
  apiRanges: z.array(z.string()).optional(),
  permissionsBoundary: z.string().optional(),
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
  /** An estimate by domain/prices.ts. Null without a known price. */
  cost: z.object({ hourly: price.nullable(), monthly: price.nullable(), source: z.string() }),
  nodePrice: nodePrice.optional(),
  /** The price of a node in the region, if the cloud gave one when the machine type was chosen. */
  listPrice: listPrice.optional(),
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
  /** The run of the last change, if it ended halfway. The cluster works, and its settings are those from before the change. */
  failedChange: id.optional(),
  /** When a ready cluster is checked for drift next. */
  driftDueAt: time.optional(),
  /** Resources that the last check found changed outside Labseat. */
  drift: z.object({ changed: z.array(z.string()), at: time }).optional(),
  /** After a destroy: the resources that the cloud still has; an empty list is the cloud's own answer. */
  inventory: z.object({ left: z.array(leftover), regions: z.array(z.string()), at: time }).optional(),
  /** Whether a plan was ever applied. False: the cloud has nothing. Absent for clusters from before this field. */
  applied: z.boolean().optional(),
  /** Why the cluster ended without the cloud's confirmation, and what may still be there. The activity has the person. */
  closed: z
    .object({
      reason: z.enum(['never-applied', 'forgotten']),
      at: time,
      left: z.array(leftover),
    })
    .optional(),
  createdAt: time,
  updatedAt: time,
})
export type StoredCluster = z.infer<typeof clusterDocument>

/** The flags of a cluster without a run at work. */
type Idle = { busy: false; awaitsApproval: false; destroyWanted: false }
/** A cluster that was built may have a change that ended halfway; a cluster that was never built has none. */
type Built = { failedChange: string | undefined }
type Unbuilt = { failedChange: undefined }

/** The fields that say what happens to a cluster. Only these combinations exist. */
export type ClusterLife =
  /** A run is at work. Its plan may wait for approval, and a destroy may follow it. */
  | ({ live: true; busy: true; awaitsApproval: boolean; destroyWanted: boolean } & (
      | ({ state: 'provisioning' } & Unbuilt)
      | ({ state: 'updating' | 'destroying' } & Built)
    ))
  /** A run checks for drift, which changes no state and needs no approval. */
  | ({ live: true; busy: true; awaitsApproval: false; destroyWanted: boolean } & (
      | ({ state: 'ready' } & Built)
      | ({ state: 'failed' } & Unbuilt)
    ))
  /** No run is at work. */
  | ({ live: true } & Idle & (({ state: 'ready' } & Built) | ({ state: 'failed' } & Unbuilt)))
  | ({ state: 'destroyed'; live: false } & Idle & Unbuilt)
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
  limit: 'cluster',
  idempotent: true,
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
  limit: 'read',
  query: page.extend({
    /** Only the live clusters of this person. */
    liveOf: id.optional(),
  }),
  responses: { 200: listOf(cluster) },
})

export const clustersGet = operation({
  id: 'clusters-get',
  method: 'get',
  path: '/v1/clusters/{clusterId}',
  summary: 'One cluster.',
  access: 'role',
  limit: 'read',
  params: clusterParams,
  responses: { 200: cluster },
  problems: ['not-found'],
})

export const clusterChange = z.strictObject({
  services: services.optional(),
  nodes: nodes.optional(),
  nodePrice: nodePrice.optional(),
  kubernetesVersion: kubernetesVersion.optional(),
  apiRanges: apiRanges.optional(),
})
export type ClusterChange = z.infer<typeof clusterChange>

export const clustersUpdate = operation({
  id: 'clusters-update',
  method: 'patch',
  path: '/v1/clusters/{clusterId}',
  summary:
    'Plans a change of services, nodes, the Kubernetes version or the ranges that may reach its API. The cluster stays as it is until the plan is applied.',
  access: 'role',
  limit: 'cluster',
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
    'Destroys a cluster and lists the resources that are left. A run in progress is canceled first. A cluster whose plan was never applied ends at once. Repeated calls change nothing.',
  access: 'role',
  limit: 'cluster',
  sensitive: true,
  params: clusterParams,
  responses: { 202: cluster },
  problems: ['not-found'],
})

export const clustersCancel = operation({
  id: 'clusters-cancel',
  method: 'post',
  path: '/v1/clusters/{clusterId}/cancel',
  summary: 'Cancels the run in progress. Terraform stops as soon as it can and saves its state.',
  access: 'role',
  limit: 'cluster',
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
  limit: 'cluster',
  params: clusterParams,
  responses: { 202: cluster },
  problems: [...problems, 'nothing-to-retry'],
})

export const clustersUndoChange = operation({
  id: 'clusters-undo-change',
  method: 'post',
  path: '/v1/clusters/{clusterId}/undo-change',
  summary:
    'Leaves a cluster as it was before its last change failed: plans the way back, or only accepts the state if the change was never applied.',
  access: 'role',
  limit: 'cluster',
  params: clusterParams,
  responses: { 202: cluster },
  problems: [...problems, 'nothing-to-undo'],
})

export const clustersUnlock = operation({
  id: 'clusters-unlock',
  method: 'post',
  path: '/v1/clusters/{clusterId}/unlock',
  summary:
    'Releases the lock that another process holds on the Terraform state, then repeats the command that failed.',
  access: 'role',
  limit: 'cluster',
  sensitive: true,
  params: clusterParams,
  body: z.strictObject({
    /** The name of the cluster, as a confirmation. */
    name: line(1, 100),
    /** `failure.lock.id` of the last run: another lock is not released. */
    lockId: line(1, 200),
  }),
  responses: { 202: cluster },
  problems: [...problems, 'nothing-to-unlock'],
})

export const clustersForget = operation({
  id: 'clusters-forget',
  method: 'post',
  path: '/v1/clusters/{clusterId}/forget',
  summary:
    'Forgets a cluster after a destroy that failed. Its resources stay in the cloud; the response lists those that Labseat knows of.',
  access: 'role',
  limit: 'cluster',
  sensitive: true,
  params: clusterParams,
  body: z.strictObject({
    /** The name of the cluster, as a confirmation. */
    name: line(1, 100),
  }),
  responses: { 200: cluster },
  problems: ['not-found', 'nothing-to-forget'],
})

export const clustersExtend = operation({
  id: 'clusters-extend',
  method: 'post',
  path: '/v1/clusters/{clusterId}/extend',
  summary: 'Changes the time at which a cluster is destroyed; null removes it.',
  access: 'role',
  limit: 'cluster',
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
  limit: 'cluster',
  params: clusterParams,
  responses: { 202: cluster },
  problems,
})

export const estimate = z
  .object({
    /** Null without a known price, as every price of an estimate. */
    hourly: price.nullable(),
    /** 730 hours. */
    monthly: price.nullable(),
    items: z.array(z.object({ what: z.string(), hourly: price.nullable() })),
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
  limit: 'read',
  body: z.strictObject({
    platform,
    region: line(1, 40),
    nodes: nodes.optional(),
    nodePrice: nodePrice.optional(),
  }),
  responses: { 200: estimate },
})

export const clustersKubeconfig = operation({
  id: 'clusters-kubeconfig',
  method: 'get',
  path: '/v1/clusters/{clusterId}/kubeconfig',
  summary: 'A kubeconfig without secrets: kubectl gets a short-lived token from the platform’s own tool.',
  access: 'role',
  limit: 'browse',
  sensitive: true,
  params: clusterParams,
  responses: { 200: z.object({ kubeconfig: z.string() }) },
  problems: ['not-found', 'no-endpoint'],
})
