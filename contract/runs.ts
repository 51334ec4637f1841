import * as z from 'zod'
import { nodes, service } from './cluster-parts.ts'
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

/** The two stages, each with a state of its own, so that apps come and go and a dead API server can't block the destroy. */
export const stageName = z.enum(['cluster', 'apps'])
export type StageName = z.infer<typeof stageName>

export const resourceAction = z.enum(['create', 'update', 'replace', 'delete', 'read', 'no-op'])

/** One resource of a run, as Terraform tells of it. */
export const runResource = z.object({
  address: z.string().max(400),
  stage: stageName,
  action: resourceAction,
  state: z.enum(['planned', 'running', 'done', 'failed']),
  /** How long it took, or has taken so far. */
  seconds: z.number().optional(),
  error: z.string().max(2000).optional(),
})
export type RunResource = z.infer<typeof runResource>

export const runStage = z.object({
  name: stageName,
  state: z.enum(['waiting', 'running', 'done', 'skipped', 'failed']),
  /** Why it was skipped or failed. */
  reason: z.string().max(2000).optional(),
})
export type RunStage = z.infer<typeof runStage>

export const runFailure = z.object({
  reason: z.enum([
    'credentials',
    'terraform',
    'state-locked',
    'not-started',
    'timeout',
    'lost',
    'stale-plan',
    'leftovers',
    'runner',
  ]),
  detail: z.string().max(4000),
})

/** clusters/{clusterId}/runs/{runId} */
export const runDocument = z.object({
  clusterId: id,
  command: runCommand,
  state: runState,
  /** Counts executions: plan and apply are one each where somebody has to approve, and each retry is one. Late words of an earlier one are refused. */
  attempt: z.int(),
  approval: z.enum(['manual', 'automatic']),
  /** The plan stands, and is to be carried out. */
  approved: z.boolean(),
  /** What an update is to change. */
  change: z
    .object({
      services: z.array(service).optional(),
      nodes: nodes.optional(),
      kubernetesVersion: z.string().optional(),
    })
    .optional(),
  /** The state of the cluster before. */
  before: z.string(),
  /** The progress that was taken last. */
  sequence: z.int(),
  stages: z.array(runStage),
  resources: z.array(runResource),
  /** Changes: how many there are, and how many are done. */
  total: z.int(),
  done: z.int(),
  /** The last lines, not yet in a part of the log. */
  tail: z.array(z.string()),
  /** Parts of the log that are complete: …/log/{0…parts-1}. */
  parts: z.int(),
  failure: runFailure.optional(),
  requestedBy: id,
  /** The Cloud Run job's execution, or a process locally. */
  execution: z.string().optional(),
  /** The runner was last heard of. */
  heardAt: time.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  createdAt: time,
})
export type RunDocument = z.infer<typeof runDocument>

export const run = runDocument.extend({ id }).meta({ id: 'Run' })
export type Run = z.infer<typeof run>

const ofCluster = { clusterId: id }
const one = z.strictObject({ ...ofCluster, runId: id })

export const runsList = operation({
  id: 'runs-list',
  method: 'get',
  path: '/v1/clusters/{clusterId}/runs',
  summary: 'The runs of a cluster, newest first.',
  access: 'role',
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
  params: one,
  responses: { 200: run },
  problems: ['not-found'],
})

export const runsLog = operation({
  id: 'runs-log',
  method: 'get',
  path: '/v1/clusters/{clusterId}/runs/{runId}/log',
  summary: 'The log of a run from its beginning, some hundred lines an item.',
  access: 'role',
  params: one,
  query: page,
  responses: { 200: listOf(z.object({ lines: z.array(z.string()) })) },
  problems: ['not-found'],
})

export const runsApprove = operation({
  id: 'runs-approve',
  method: 'post',
  path: '/v1/clusters/{clusterId}/runs/{runId}/approve',
  summary: 'Carries out the plan that was shown, and no other.',
  access: 'role',
  params: one,
  responses: { 202: run },
  problems: ['not-found', 'nothing-to-approve', 'account-not-usable'],
})

export const runsDiscard = operation({
  id: 'runs-discard',
  method: 'post',
  path: '/v1/clusters/{clusterId}/runs/{runId}/discard',
  summary: 'Throws the plan away. Nothing was changed, and nothing is.',
  access: 'role',
  params: one,
  responses: { 200: run },
  problems: ['not-found', 'nothing-to-approve'],
})
