import * as z from 'zod'
import { platform } from './cloud-credentials.ts'
import { clusterDocument, leftover } from './clusters.ts'
import { id, time } from './common.ts'
import { operation } from './operation.ts'
import { runCommand, runFailure, runResource, runStage, stageName } from './runs.ts'

/** The run and attempt that a runner works on. */
const attempt = { clusterId: id, runId: id, attempt: z.int().min(1).max(1_000_000) }
const secret = z.string().regex(/^[A-Za-z0-9_-]{40,60}$/)

/** A runner's task. Only the plan's key is secret. */
export const runnerInputs = z.object({
  command: runCommand,
  /** Plan and stop, apply the stored plan, or plan and apply at once. */
  mode: z.enum(['plan', 'apply', 'plan-and-apply']),
  platform,
  /** In this order; a destroy reverses it. */
  stages: z.array(stageName),
  cluster: clusterDocument.pick({
    name: true,
    region: true,
    stateBucket: true,
    services: true,
    kubernetesVersion: true,
    vpcCidr: true,
    publicSubnets: true,
    privateSubnets: true,
    nodes: true,
  }),
  /** Every resource has these tags; the search for leftovers uses them. */
  tags: z.record(z.string(), z.string()),
  /** The prefix of this cluster's objects in the state bucket. */
  prefix: z.string(),
  /** AES-256-GCM, base64: encrypts the plan in the bucket until the plan is approved. */
  planKey: z.string(),
  /** Regions to search for leftovers after a destroy. */
  regions: z.array(z.string()),
  /** The cloud is a simulated one, without a Kubernetes API. */
  simulated: z.boolean(),
  /** When the platform ends the execution; the runner stops earlier. */
  deadline: time,
})
export type RunnerInputs = z.infer<typeof runnerInputs>

export const runnerClaim = operation({
  id: 'runner-claim',
  method: 'post',
  path: '/v1/runner/claim',
  summary:
    'Begins an attempt of a run. The claim works once; a retry with the same nonce within a minute gets the same reply.',
  access: 'runner',
  body: z.strictObject({
    ...attempt,
    claim: secret,
    /** Chosen by the runner, so that it can retry when a reply is lost. */
    nonce: secret,
    execution: z.string().max(300),
  }),
  responses: { 200: z.object({ session: secret, inputs: runnerInputs }) },
  problems: ['run-claimed', 'run-over'],
})

export const runnerCredentials = operation({
  id: 'runner-credentials',
  method: 'post',
  path: '/v1/runner/credentials',
  summary: 'Short-lived credentials of the run’s account, while the attempt is at work.',
  access: 'runner',
  body: z.strictObject({ ...attempt, session: secret }),
  responses: {
    200: z.object({
      /** One of: aws {accessKeyId, secretAccessKey, sessionToken?}; azure {tenantId, clientId, subscriptionId, clientSecret?, assertion?}; gcp {projectId, accessToken}; sandbox {}. */
      values: z.record(z.string(), z.string()),
      /** Absent for credentials that don't expire. */
      expiresAt: time.optional(),
    }),
  },
  problems: ['run-over', 'credentials-rejected', 'unavailable'],
})

/** Maximum lines of one report; each line has at most 2,000 characters. */
export const mostLines = 2000
export const runnerProgress = operation({
  id: 'runner-progress',
  method: 'post',
  path: '/v1/runner/progress',
  summary:
    'Reports progress since the last report; an empty report shows that the runner is alive. The reply says whether to stop.',
  access: 'runner',
  body: z.strictObject({
    ...attempt,
    session: secret,
    /** 1, 2, 3 …: the number deduplicates reports. */
    sequence: z.int().min(1).max(10_000_000),
    lines: z.array(z.string().max(2000)).max(mostLines).default([]),
    /** Changed resources, identified by address and stage. */
    resources: z.array(z.strictObject(runResource.shape)).max(2000).default([]),
    stages: z.array(z.strictObject(runStage.shape)).max(2).default([]),
    planned: z.strictObject({ changes: z.int().min(1).max(100_000) }).optional(),
    /** The stored plan no longer fits the resources in the cloud. */
    stale: z.literal(true).optional(),
    finished: z
      .strictObject({
        outcome: z.enum(['succeeded', 'failed', 'canceled']),
        failure: runFailure.optional(),
        /** Without sensitive outputs. */
        outputs: z.record(z.string(), z.unknown()).default({}),
        /** Addresses of resources that the drift check found changed. */
        drift: z.array(z.string()).optional(),
        /** After a destroy: resources that still have the cluster’s tags. */
        left: z.array(leftover).optional(),
        /** The regions searched for leftovers. */
        regions: z.array(z.string().max(100)).max(200).optional(),
      })
      .optional(),
  }),
  responses: { 200: z.object({ cancel: z.boolean() }) },
  problems: ['run-over'],
})
