import * as z from 'zod'
import { platform } from './cloud-credentials.ts'
import { clusterDocument, leftover } from './clusters.ts'
import { id, time } from './common.ts'
import { operation } from './operation.ts'
import { runCommand, runFailure, runResource, runStage, stageName } from './runs.ts'

/** The one run and attempt that a runner speaks for. */
const attempt = { clusterId: id, runId: id, attempt: z.int().min(1).max(1_000_000) }
const secret = z.string().regex(/^[A-Za-z0-9_-]{40,60}$/)

/** What a runner is to do, and with what. Nothing of it is a secret but the plan's key. */
export const runnerInputs = z.object({
  command: runCommand,
  /** Plan and stop; carry out the plan that was kept; or both in one go. */
  mode: z.enum(['plan', 'apply', 'plan-and-apply']),
  platform,
  /** In this order; a destroy goes backwards. */
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
  /** On everything that is made, and what is looked for when it is gone. */
  tags: z.record(z.string(), z.string()),
  /** The prefix of this cluster's objects in the state bucket. */
  prefix: z.string(),
  /** AES-256-GCM, base64: encrypts the plan that lies in the bucket until it is approved. */
  planKey: z.string(),
  /** Regions where leftovers are looked for after a destroy. */
  regions: z.array(z.string()),
  /** The cloud is a simulated one, without a Kubernetes API. */
  simulated: z.boolean(),
  /** When the execution is ended from outside; the runner stops itself before. */
  deadline: time,
})
export type RunnerInputs = z.infer<typeof runnerInputs>

export const runnerClaim = operation({
  id: 'runner-claim',
  method: 'post',
  path: '/v1/runner/claim',
  summary:
    'Begins an attempt of a run. The claim opens it once; asked again with the same nonce within a minute, the answer is the same.',
  access: 'runner',
  body: z.strictObject({
    ...attempt,
    claim: secret,
    /** The runner's own, so that it can ask again when an answer is lost. */
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
  summary: 'Credentials of the run’s account, as short-lived as the cloud has them, while the attempt lives.',
  access: 'runner',
  body: z.strictObject({ ...attempt, session: secret }),
  responses: {
    200: z.object({
      /** One of: aws {accessKeyId, secretAccessKey, sessionToken?}; azure {tenantId, clientId, subscriptionId, clientSecret?, assertion?}; gcp {projectId, accessToken}; sandbox {}. */
      values: z.record(z.string(), z.string()),
      /** Absent where they don't expire. */
      expiresAt: time.optional(),
    }),
  },
  problems: ['run-over', 'credentials-rejected', 'unavailable'],
})

/** At most so many lines in one progress, each cut to 2,000 characters. */
export const mostLines = 2000
export const runnerProgress = operation({
  id: 'runner-progress',
  method: 'post',
  path: '/v1/runner/progress',
  summary:
    'What happened since the last one; an empty one says that the runner is alive. The answer says whether to stop.',
  access: 'runner',
  body: z.strictObject({
    ...attempt,
    session: secret,
    /** 1, 2, 3 …: one that comes twice is taken once. */
    sequence: z.int().min(1).max(10_000_000),
    lines: z.array(z.string().max(2000)).max(mostLines).default([]),
    /** Those that changed, by address and stage. */
    resources: z.array(z.strictObject(runResource.shape)).max(2000).default([]),
    stages: z.array(z.strictObject(runStage.shape)).max(2).default([]),
    planned: z.strictObject({ changes: z.int().min(1).max(100_000) }).optional(),
    /** The plan that was kept no longer fits what is there. */
    stale: z.literal(true).optional(),
    finished: z
      .strictObject({
        outcome: z.enum(['succeeded', 'failed', 'canceled']),
        failure: runFailure.optional(),
        /** Not the sensitive ones. */
        outputs: z.record(z.string(), z.unknown()).default({}),
        /** What a look for drift found changed: addresses. */
        drift: z.array(z.string()).optional(),
        /** After a destroy: what is still there by its tags. */
        left: z.array(leftover).optional(),
        /** Where it looked for that. */
        regions: z.array(z.string().max(100)).max(200).optional(),
      })
      .optional(),
  }),
  responses: { 200: z.object({ cancel: z.boolean() }) },
  problems: ['run-over'],
})
