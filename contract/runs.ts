import * as z from 'zod'
import { listPrice, nodePrice, nodes, service } from './cluster-parts.ts'
import { clusterState } from './clusters.ts'
import { id, listOf, page, time } from './common.ts'
import { operation } from './operation.ts'

export const runCommand = z.enum(['create', 'update', 'destroy', 'check-drift'])
export type RunCommand = z.infer<typeof runCommand>

export const runState = z.enum([
  'queued',
  'planning',
  'awaiting-approval',
  'applying',
  'canceling',
  'succeeded',
  'failed',
  'canceled',
  'discarded',
  'lost',
])
export type RunState = z.infer<typeof runState>

/** The two stages have separate Terraform states, so that apps can change alone and a dead API server can't block a destroy. */
export const stageName = z.enum(['cluster', 'apps'])
export type StageName = z.infer<typeof stageName>

export const resourceAction = z.enum(['create', 'update', 'replace', 'delete', 'read', 'no-op'])

/** What a run stores of the attributes of one resource. */
export const attributeLimits = {
  count: 40,
  pathCharacters: 200,
  textCharacters: 240,
  hidden: 1_000_000,
} as const

/**
 * An attribute that a plan changes. The texts are values as Terraform writes them: strings in quotes, `(sensitive)` for a value that nobody may
 * see, `(known after apply)` for a value that the cloud chooses.
 */
export const attributeChange = z.object({
  /** Such as `scaling_config[0].min_size`. */
  path: z.string().max(attributeLimits.pathCharacters),
  /** The value before. Absent: there is none. */
  from: z.string().max(attributeLimits.textCharacters).optional(),
  /** The value after. Absent: there is none. */
  to: z.string().max(attributeLimits.textCharacters).optional(),
  /** This change forces the replacement of the resource. */
  replaces: z.literal(true).optional(),
})
export type AttributeChange = z.infer<typeof attributeChange>

/** One resource of a run, from Terraform's output. */
export const runResource = z.object({
  address: z.string().max(400),
  stage: stageName,
  action: resourceAction,
  state: z.enum(['planned', 'running', 'done', 'failed']),
  /** The attributes that the plan changes, those that force a replacement first. Only a plan that waits for approval has them. */
  attributes: z.array(attributeChange).max(attributeLimits.count).optional(),
  /** Number of changed attributes that are not in the list, because the list would be too long. */
  hiddenAttributes: z.int().min(1).max(attributeLimits.hidden).optional(),
  /** Why the resource is replaced, if no attribute is the reason. */
  replacedBecause: z.enum(['damaged', 'requested', 'trigger']).optional(),
  /** The address in the state, if the module renamed the resource. */
  previousAddress: z.string().max(400).optional(),
  /** Duration so far. */
  seconds: z.number().optional(),
  error: z.string().max(2000).optional(),
})
export type RunResource = z.infer<typeof runResource>

export const runStage = z.object({
  name: stageName,
  state: z.enum(['waiting', 'running', 'done', 'skipped', 'failed']),
  /** Why the stage was skipped or failed. */
  reason: z.string().max(2000).optional(),
})
export type RunStage = z.infer<typeof runStage>

export const runFailure = z.object({
  reason: z.enum([
    'credentials',
    'terraform',
    'state-locked',
    'state-missing',
    'not-started',
    'timeout',
    'lost',
    'stale-plan',
    'leftovers',
    'runner',
  ]),
  detail: z.string().max(4000),
  /** The lock of another process, which a person may release. */
  lock: z
    .object({
      stage: stageName,
      id: z.string().min(1).max(200),
      /** As Terraform names its user and machine: `user@host`. */
      who: z.string().max(200),
      since: z.iso.datetime().optional(),
    })
    .optional(),
})

/** clusters/{clusterId}/runs/{runId} */
export const runDocument = z.object({
  clusterId: id,
  command: runCommand,
  state: runState,
  /** Counts executions: with manual approval, plan and apply are separate executions. The API refuses late reports of an earlier execution. */
  attempt: z.int(),
  approval: z.enum(['manual', 'automatic']),
  /** The plan is approved and may be applied. */
  approved: z.boolean(),
  /** The change that an update makes. */
  change: z
    .object({
      services: z.array(service).optional(),
      nodes: nodes.optional(),
      nodePrice: nodePrice.optional(),
      listPrice: listPrice.optional(),
      kubernetesVersion: z.string().optional(),
      apiRanges: z.array(z.string()).optional(),
    })
    .optional(),
  /** The lock that a person told this run to release first. */
  unlock: z.object({ stage: stageName, id: z.string() }).optional(),
  /** The cluster's state when the run began. */
  before: clusterState,
  /** Number of the last progress report that was stored. */
  sequence: z.int(),
  stages: z.array(runStage),
  resources: z.array(runResource),
  /** Number of resources that change, and how many of them are done. */
  total: z.int(),
  done: z.int(),
  /** The last log lines, which are not in a part yet. */
  tail: z.array(z.string()),
  /** Number of complete log parts: …/log/{0…parts-1}. */
  parts: z.int(),
  failure: runFailure.optional(),
  requestedBy: id,
  /** The Cloud Run job's execution, or a local process. */
  execution: z.string().optional(),
  /** Time of the runner's last report. */
  heardAt: time.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  createdAt: time,
})
export type RunDocument = z.infer<typeof runDocument>

/** Without the fields that only the server and its runners use. */
export const run = runDocument
  .omit({ before: true, sequence: true, parts: true, heardAt: true, execution: true })
  .extend({ id })
  .meta({ id: 'Run' })
export type Run = z.infer<typeof run>

const ofCluster = { clusterId: id }
const runParams = z.strictObject({ ...ofCluster, runId: id })

export const runsList = operation({
  id: 'runs-list',
  method: 'get',
  path: '/v1/clusters/{clusterId}/runs',
  summary: 'The runs of a cluster, newest first, without the attributes of their resources.',
  access: 'role',
  limit: 'read',
  params: z.strictObject(ofCluster),
  query: page,
  responses: { 200: listOf(run) },
  problems: ['not-found'],
})

export const runsGet = operation({
  id: 'runs-get',
  method: 'get',
  path: '/v1/clusters/{clusterId}/runs/{runId}',
  summary: 'One run with its resources.',
  access: 'role',
  limit: 'read',
  params: runParams,
  responses: { 200: run },
  problems: ['not-found'],
})

export const runsLog = operation({
  id: 'runs-log',
  method: 'get',
  path: '/v1/clusters/{clusterId}/runs/{runId}/log',
  summary: 'The log of a run from its beginning. Each item has up to a few hundred lines.',
  access: 'role',
  limit: 'read',
  params: runParams,
  query: page,
  responses: { 200: listOf(z.object({ lines: z.array(z.string()) })) },
  problems: ['not-found'],
})

export const runsApprove = operation({
  id: 'runs-approve',
  method: 'post',
  path: '/v1/clusters/{clusterId}/runs/{runId}/approve',
  summary: 'Approves the plan that waits, and applies exactly this plan.',
  access: 'role',
  limit: 'cluster',
  sensitive: true,
  params: runParams,
  responses: { 202: run },
  problems: ['not-found', 'nothing-to-approve', 'account-not-usable'],
})

export const runsDiscard = operation({
  id: 'runs-discard',
  method: 'post',
  path: '/v1/clusters/{clusterId}/runs/{runId}/discard',
  summary: 'Discards the plan that waits. The cluster stays as it is.',
  access: 'role',
  limit: 'cluster',
  params: runParams,
  responses: { 200: run },
  problems: ['not-found', 'nothing-to-approve'],
})
