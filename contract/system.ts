import * as z from 'zod'
import { id, time } from './common.ts'
import { operation } from './operation.ts'

/** The tasks of the sweep. */
export const choreName = z.enum([
  'settle events',
  'announce changed events',
  'remind attendees',
  'send e-mail',
  'check cloud accounts',
  'find lost runs',
  'run labs',
  'end clusters',
  'check clusters for drift',
  'check links of clusters',
  'release reserved usernames',
  'finish removals of people',
  'find unreadable documents',
  'apply suspensions',
  'find people without an account',
])
export type ChoreName = z.infer<typeof choreName>

/** system/sweep: the last sweep and what it found. */
export const sweepResult = z.object({
  startedAt: time,
  endedAt: time,
  chores: z.array(
    z.object({
      name: choreName,
      /** Documents that it worked on. */
      items: z.int(),
      /** Errors that it logged. */
      failures: z.int(),
    }),
  ),
})
export type SweepResult = z.infer<typeof sweepResult>

/** A stored document that its schema refuses. It stops nothing, and only a person can mend it. */
const unreadableDocument = z.object({
  path: z.string(),
  /** Fields and the rules that they break, without values. */
  refusals: z.array(z.string()),
  /** When the sweep first met it. */
  foundAt: time,
})
export type UnreadableEntry = z.infer<typeof unreadableDocument>

/** system/unreadable: how far the sweep has checked the stored documents, and what it found. */
export const unreadableDocuments = z.object({
  /** The next documents are in this collection group, after this path; null is its beginning. */
  collection: z.string(),
  afterPath: z.string().nullable(),
  /** At most `maxUnreadable`. */
  documents: z.array(unreadableDocument),
  /** When every collection was last checked to its end. */
  completedAt: time.nullable(),
})
export type UnreadableDocuments = z.infer<typeof unreadableDocuments>
/** system/accounts: how far the check for people without an account at Firebase has come. */
export const accountCheck = z.object({
  /** The uid of the last person who was checked; null when everybody was. */
  after: z.string().nullable(),
  /** When this round of the check began. */
  startedAt: time,
})

/** The number of waiting items, and since when the oldest waits. */
const waiting = z.object({ count: z.int(), oldestAt: time.nullable() })
export type WaitingWork = z.infer<typeof waiting>

export const clusterTrouble = z.enum(['silent', 'past-end', 'destroy-failed'])
export type ClusterTrouble = z.infer<typeof clusterTrouble>

/** A cluster that needs a person. */
const troubledCluster = z.object({
  clusterId: id,
  name: z.string(),
  ownerId: id,
  /** `silent`: its runner does not report. `past-end`: it should be destroyed. `destroy-failed`: the last destroy failed. */
  trouble: clusterTrouble,
  since: time,
})

export const systemStatus = z
  .object({
    version: z.object({ commit: z.string(), committedAt: time.nullable() }),
    /** Unsettled registrations, e-mail that is not sent yet, and messages that fail. */
    waiting: z.object({ registrations: waiting, mails: waiting, messages: waiting }),
    /** E-mail that was given up in the last 30 days. */
    failedMails: z.int(),
    deadLetters: waiting,
    clusters: z.array(troubledCluster),
    /** At most 50. `completedAt`: when the sweep last checked every stored document. */
    unreadable: z.object({ documents: z.array(unreadableDocument), completedAt: time.nullable() }),
    sweep: sweepResult.nullable(),
  })
  .meta({ id: 'SystemStatus' })
export type SystemStatus = z.infer<typeof systemStatus>

export const systemGet = operation({
  id: 'system-get',
  method: 'get',
  path: '/v1/system',
  summary: 'What waits, what needs a person, and what the last sweep found.',
  access: 'role',
  limit: 'read',
  responses: { 200: systemStatus },
})
