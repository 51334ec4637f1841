import * as z from 'zod'
import { redirectUri } from './clients.ts'
import { platform } from './cloud-credentials.ts'
import { clusterDocument, leftover } from './clusters.ts'
import { id, time } from './common.ts'
import { labDocument } from './labs.ts'
import { operation } from './operation.ts'
import {
  attributeChange,
  attributeLimits,
  runCommand,
  runFailure,
  runResource,
  runStage,
  stageName,
} from './runs.ts'
import { message } from './validation.ts'

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
    apiRanges: true,
    permissionsBoundary: true,
    nodes: true,
    domain: true,
  }),
  /** What each seat gets, for the cluster of an event's lab. */
  lab: labDocument.pick({ memoryGb: true, cores: true, materials: true }).optional(),
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
  /** The cluster was built, so its state must exist. */
  built: z.boolean().optional(),
  /** A lock of another process that a person told this run to release. */
  unlock: z.object({ stage: stageName, id: z.string() }).optional(),
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
  limit: 'runner',
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
  limit: 'runner',
  body: z.strictObject({ ...attempt, session: secret }),
  responses: {
    200: z.object({
      /** One of: aws {accessKeyId, secretAccessKey, sessionToken?}; azure {tenantId, clientId, subscriptionId, clientSecret?, assertion?}; gcp {projectId, accessToken}; sandbox {}. */
      values: z.record(z.string(), z.string()),
      /** Absent for credentials that don't expire. */
      expiresAt: time.optional(),
      /** What the services need to sign people in with Labseat. Only for a cluster with a domain. */
      signIn: z
        .object({
          issuer: z.url(),
          clientId: z.string(),
          clientSecret: z.string(),
          /** With this token Labseat calls the hub of a lab. */
          serviceToken: z.string(),
          /** The group of the cluster's owner in the claims. */
          ownerGroup: z.string(),
        })
        .optional(),
    }),
  },
  problems: ['run-over', 'credentials-rejected', 'unavailable'],
})

export const runnerHub = operation({
  id: 'runner-hub',
  method: 'post',
  path: '/v1/runner/hub',
  summary:
    'What a JupyterHub of the run’s cluster needs to sign people in with Labseat. Registers the address to which the provider sends people back.',
  access: 'runner',
  limit: 'runner',
  body: z.strictObject({
    ...attempt,
    session: secret,
    /** Where browsers reach the hub, with a slash at the end. */
    url: redirectUri.refine((url) => url.endsWith('/'), message('redirectUri')),
  }),
  responses: {
    200: z.object({
      clientId: id,
      clientSecret: z.string(),
      /** With this token Labseat calls the hub. */
      serviceToken: z.string(),
      /** Signs the addresses where people download their work. */
      workKey: z.string(),
      /** The provider, as browsers reach it. */
      issuer: z.url(),
    }),
  },
  problems: ['run-over', 'unavailable'],
})

const reportedResource = z.strictObject({
  ...runResource.shape,
  attributes: z.array(z.strictObject(attributeChange.shape)).max(attributeLimits.count).optional(),
})

/** Maximum lines of one report; each line has at most 2,000 characters. */
export const maxLines = 2000
export const runnerProgress = operation({
  id: 'runner-progress',
  method: 'post',
  path: '/v1/runner/progress',
  summary:
    'Reports progress since the last report; an empty report shows that the runner is alive. The reply says whether to stop.',
  access: 'runner',
  limit: 'runner',
  body: z.strictObject({
    ...attempt,
    session: secret,
    /** 1, 2, 3 …: the number deduplicates reports. */
    sequence: z.int().min(1).max(10_000_000),
    lines: z.array(z.string().max(2000)).max(maxLines).default([]),
    /** Changed resources, identified by address and stage. */
    resources: z.array(reportedResource).max(2000).default([]),
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
