import * as z from 'zod'
import { platform } from './cloud-credentials.ts'
import { domainInput } from './cluster-domain.ts'
import { nodes, price } from './cluster-parts.ts'
import { budget, stateBucket } from './clusters.ts'
import { id, line, time } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

/** An event without a lab has no document, so there is no state for it. */
export const labState = z.enum(['scheduled', 'building', 'ready', 'ending', 'ended', 'failed'])
export type LabState = z.infer<typeof labState>

/** What each seat gets. domain/labs.ts has the services of each template. */
export const labTemplate = z.enum(['notebook', 'notebook-vscode', 'notebook-vscode-mlflow'])
export type LabTemplate = z.infer<typeof labTemplate>

/** Names that only a network inside a house or a cloud knows: RFC 6761, RFC 6762 and RFC 8375. */
const innerNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/

/**
 * A repository that everybody on the internet can reach over HTTPS. An address in numbers is refused, because it may be inside a network;
 * `URL` writes every number of IPv4, such as 0x7f.1, in four parts.
 */
export const materials = z
  .url({ protocol: /^https$/, error: message('materials') })
  .max(500)
  .refine((text) => {
    const url = URL.parse(text)
    if (!url || url.username || url.password || url.port) return false
    const host = url.hostname.replace(/\.$/, '')
    return host.includes('.') && !/^[\d.]+$|^\[/.test(host) && !innerNames.test(host)
  }, message('materials'))

/** What an organiser chooses. A left-out field has its default. */
const labFields = {
  /** An account of the caller, with its region. Or `offerId`, whose operator has chosen them. */
  accountId: id.optional(),
  region: line(1, 40).optional(),
  offerId: id.optional(),
  /** Not for the sandbox, which has no buckets. */
  stateBucket: stateBucket.optional(),
  /** A public DNS zone of the account, where people reach their notebooks. Not for the sandbox. */
  zone: domainInput.shape.zone.optional(),
  template: labTemplate,
  /** GiB and processors for each seat. They decide how many nodes the lab gets. */
  memoryGb: z.int().min(1).max(24).default(2),
  cores: z.number().min(0.25).max(7).multipleOf(0.25).default(0.5),
  /** A Git repository, with `#branch` for another branch than its own. Each server clones it at its first start. */
  materials: materials.nullable().default(null),
  /** The lab is ready this long before the event starts. */
  readyMinutes: z.int().min(5).max(1440).default(30),
  /** The lab is removed this long after the event ends. */
  endMinutes: z.int().min(0).max(1440).default(120),
  /** Labseat warns at 80 % of it, and removes the lab when it is spent. Null: no limit. */
  budget: budget.nullable().default(null),
}
const { accountId: _account, offerId: _offer, region: _region, ...settings } = labFields
export const labInput = z
  .strictObject(labFields)
  .refine(({ accountId, offerId }) => (accountId === undefined) !== (offerId === undefined), {
    path: ['accountId'],
    message: message('accountOrOffer'),
  })
  .refine(({ accountId, region }) => accountId === undefined || region !== undefined, {
    path: ['region'],
    message: message('required'),
  })
export type LabInput = z.infer<typeof labInput>

export const labFailure = z.enum(['build', 'refused', 'destroyed', 'owner'])
export type LabFailure = z.infer<typeof labFailure>

/** What a lab was and what it cost, after its cluster is gone. */
export const labReceipt = z.object({
  clusterId: id,
  name: z.string(),
  nodes,
  from: time,
  to: time,
  /** By the price table. Null without a known price. */
  cost: price.nullable(),
  /** Resources that the cloud still has. Null if the cloud did not say. */
  left: z.int().nullable(),
})
export type LabReceipt = z.infer<typeof labReceipt>

/** A lab with one place, which an organiser builds before the event to try it. */
export const labRehearsal = z.object({
  /** The only person with a place. */
  userId: id,
  startsAt: time,
  endsAt: time,
})
export type LabRehearsal = z.infer<typeof labRehearsal>

/** labs/{eventId} as Firestore stores it. Only functions write it. Its times follow from the event, so it stores none of them. */
export const labDocument = z.object({
  ...settings,
  accountId: id,
  region: z.string(),
  /** The offer in which it was attached, and its label. Then organisers don't see the account. */
  offerId: id.optional(),
  offerLabel: z.string().optional(),
  stateBucket: z.string().optional(),
  zone: z.string().optional(),
  memoryGb: z.int(),
  cores: z.number(),
  materials: z.string().nullable(),
  readyMinutes: z.int(),
  endMinutes: z.int(),
  /** Absent for labs from before budgets. */
  budget: budget.nullable().optional(),
  /** The operator who attached it. Their account pays. */
  ownerId: id,
  platform,
  /** What an extension added to the end. */
  extraMinutes: z.int(),
  state: labState,
  clusterId: id.nullable(),
  /** How often the current cluster was tried. */
  builds: z.int(),
  /** The lab is, or soon will be, the lab of a rehearsal. The lab of the event follows it. */
  rehearsal: labRehearsal.optional(),
  /** The nodes of the last change of size. A change that failed is not repeated. */
  scaledTo: z.int().optional(),
  /** Cents that the earlier clusters of this lab have cost. */
  spentBefore: z.number().optional(),
  /** The percentage of the budget that organisers and the operator know about. */
  budgetTold: z.int().optional(),
  /** When the budget was spent. The lab is removed soon after. */
  overBudgetAt: time.optional(),
  /** Why the lab failed, with a sentence for organisers. */
  failure: z.object({ reason: labFailure, detail: z.string() }).optional(),
  /** Somebody removed the lab or its cluster, so it is not built a second time. */
  endWanted: z.boolean(),
  /** The last warning to people in the lab: minutes before which end. */
  warned: z.object({ minutes: z.int(), endsAt: time }).optional(),
  /** The opening for which organisers know that the lab is late. */
  lateFor: time.optional(),
  /** Of the last cluster that is gone. */
  receipt: labReceipt.optional(),
  /** When the sweep looks at the lab. Null when nothing follows. */
  dueAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type StoredLab = z.infer<typeof labDocument>

/** Every state but the last can belong to a rehearsal. */
type MayRehearse = { rehearsal: LabRehearsal | undefined }
/** The fields that say what happens to a lab. Only these combinations exist. */
export type LabLife =
  | ({ state: 'scheduled'; clusterId: null; builds: 0; failure: undefined } & MayRehearse)
  | ({
      state: 'building' | 'ready' | 'ending'
      clusterId: string
      builds: number
      failure: undefined
    } & MayRehearse)
  | ({
      state: 'failed'
      clusterId: string | null
      builds: number
      failure: { reason: LabFailure; detail: string }
    } & MayRehearse)
  | { state: 'ended'; clusterId: null; builds: 0; failure: undefined; rehearsal: undefined }
export type LabDocument = Omit<StoredLab, keyof LabLife> & LabLife

/** How many seats a lab can hold, and what limits it: the size of a lab, the quota of the cloud, or the budget. */
export const labRoom = z.object({ seats: z.int(), limitedBy: z.enum(['size', 'quota', 'budget']) })
export type LabRoom = z.infer<typeof labRoom>

/** Only organisers get `setup`. */
export const lab = z
  .object({
    eventId: id,
    state: labState,
    template: labTemplate,
    materials: z.string().nullable(),
    /** When people can open it, if it is built in time. */
    opensAt: time,
    endsAt: time,
    /** Whether `labs-download` gives people their work as a file now. On a cluster, people download in JupyterLab. */
    hasDownload: z.boolean(),
    setup: z
      .object({
        ownerId: id,
        /** Null for people who do not see the account, because it was offered to them. */
        accountId: id.nullable(),
        platform,
        region: z.string().nullable(),
        /** What the operator calls an offered account. */
        offer: z.string().optional(),
        clusterId: id.nullable(),
        memoryGb: z.int(),
        cores: z.number(),
        readyMinutes: z.int(),
        endMinutes: z.int(),
        nodes,
        buildsAt: time,
        failure: labDocument.shape.failure,
        /** From the build to the end, by the price table, for the capacity of the event. Null without a known price. */
        cost: z.object({ total: price.nullable(), perPerson: price.nullable(), source: z.string() }),
        /** What the lab has cost until now, by the price table, and for each taken seat. */
        spent: z.object({ total: price.nullable(), perPerson: price.nullable() }).optional(),
        budget: price.nullable(),
        /** Labseat removes the lab at `endsAt`, unless the budget grows. */
        overBudgetAt: time.optional(),
        /** Seats for which the cluster has nodes now. Null: no cluster, or nodes of a size that an operator chose. */
        seatsBuilt: z.int().nullable(),
        /** Absent where nothing limits the seats. */
        room: labRoom.optional(),
        /** The rehearsal at work. Then `state` is its state. */
        rehearsal: labRehearsal.optional(),
        /** Of a rehearsal that begins now. */
        rehearsalCost: price.nullable(),
        receipt: labReceipt.optional(),
      })
      .optional(),
  })
  .meta({ id: 'Lab' })
export type Lab = z.infer<typeof lab>

const inEvent = z.strictObject({ eventId: id })

export const labsGet = operation({
  id: 'labs-get',
  method: 'get',
  path: '/v1/events/{eventId}/lab',
  summary:
    'The lab of an event, for its organisers, for people with a seat, and for people who opened it before they lost the seat. Only organisers see cost and receipt.',
  access: 'user',
  limit: 'read',
  params: inEvent,
  query: z.strictObject({
    /** Organisers see cost and nodes for an event of this capacity. */
    capacity: z.coerce.number().int().min(1).max(100_000).optional(),
  }),
  responses: { 200: lab },
  problems: ['not-found', 'no-seat'],
})

export const labsAttach = operation({
  id: 'labs-attach',
  method: 'put',
  path: '/v1/events/{eventId}/lab',
  summary:
    'Attaches a lab to an event of the caller, in a cloud account of the caller or in one that an operator offers the caller. Replaces a lab that is not built yet, that failed without a cluster, or that ended.',
  access: 'verified',
  limit: 'cluster',
  params: inEvent,
  body: labInput,
  responses: { 200: lab },
  problems: [
    'forbidden',
    'not-found',
    'conflict',
    'lab-at-work',
    'account-not-usable',
    'permissions-missing',
    'too-many-clusters',
    'quota-exceeded',
    'over-budget',
    'unavailable',
  ],
})

export const labsRemove = operation({
  id: 'labs-remove',
  method: 'delete',
  path: '/v1/events/{eventId}/lab',
  summary: 'Ends a lab now and destroys its cluster. Repeated calls change nothing.',
  access: 'user',
  limit: 'cluster',
  params: inEvent,
  responses: { 202: lab },
  problems: ['forbidden', 'not-found'],
})

export const labsExtend = operation({
  id: 'labs-extend',
  method: 'post',
  path: '/v1/events/{eventId}/lab/extend',
  summary: 'Changes the time at which a lab ends. The new end moves with the event.',
  access: 'user',
  limit: 'cluster',
  params: inEvent,
  body: z.strictObject({ endsAt: time }),
  responses: { 200: lab },
  problems: ['forbidden', 'not-found', 'conflict', 'over-budget'],
})

export const labsUpdate = operation({
  id: 'labs-update',
  method: 'patch',
  path: '/v1/events/{eventId}/lab',
  summary: 'Changes the budget of a lab. Only the operator whose account pays does that.',
  access: 'role',
  limit: 'cluster',
  params: inEvent,
  body: z.strictObject({ budget: budget.nullable() }),
  responses: { 200: lab },
  problems: ['forbidden', 'not-found'],
})

export const labsRehearse = operation({
  id: 'labs-rehearse',
  method: 'post',
  path: '/v1/events/{eventId}/lab/rehearsal',
  summary:
    'Builds the lab now with one place, for the caller alone. It ends after two hours, and before the lab of the event is built.',
  access: 'user',
  limit: 'cluster',
  params: inEvent,
  responses: { 202: lab },
  problems: ['forbidden', 'not-found', 'conflict', 'lab-at-work', 'over-budget'],
})

export const labsEndRehearsal = operation({
  id: 'labs-end-rehearsal',
  method: 'delete',
  path: '/v1/events/{eventId}/lab/rehearsal',
  summary: 'Ends a rehearsal now. The lab of the event stays scheduled. Repeated calls change nothing.',
  access: 'user',
  limit: 'cluster',
  params: inEvent,
  responses: { 202: lab },
  problems: ['forbidden', 'not-found'],
})

/** Where the person's own place is, or what it waits for. */
export const labPlace = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('open'), url: z.string() }),
    // The document of the place says how far the hub is. The address leads to the server as soon as it runs.
    z.object({ state: z.literal('starting'), url: z.string() }),
    z.object({ state: z.literal('waiting'), waitsFor: z.enum(['schedule', 'build']), opensAt: time }),
  ])
  .meta({ id: 'LabPlace' })
export type LabPlace = z.infer<typeof labPlace>

export const labsOpen = operation({
  id: 'labs-open',
  method: 'post',
  path: '/v1/events/{eventId}/lab/open',
  summary:
    "The caller's own place in the lab. Starts their server, if it does not run. Only people who hold a seat have one.",
  access: 'user',
  limit: 'seat',
  params: inEvent,
  responses: { 200: labPlace },
  problems: ['not-found', 'no-seat', 'lab-not-open'],
})

const ofPerson = z.strictObject({ eventId: id, userId: id })
/** The place changes while the hub works; people read it live. */
const atPlace = {
  method: 'post',
  access: 'user',
  limit: 'write',
  params: ofPerson,
  responses: { 204: null },
  problems: ['forbidden', 'not-found', 'no-seat', 'lab-not-open'],
} as const

export const labsRestart = operation({
  ...atPlace,
  id: 'labs-restart',
  path: '/v1/events/{eventId}/lab/places/{userId}/restart',
  summary: "Restarts a person's server, for the person and for organisers. Files stay; what runs in it ends.",
})

export const labsReset = operation({
  ...atPlace,
  id: 'labs-reset',
  path: '/v1/events/{eventId}/lab/places/{userId}/reset',
  summary:
    "Restarts a person's server with fresh materials, for the person and for organisers. The earlier work moves into a folder.",
})

export const labsStop = operation({
  ...atPlace,
  id: 'labs-stop',
  path: '/v1/events/{eventId}/lab/places/{userId}/stop',
  summary: "Stops a person's server, for the person and for organisers. Files stay.",
})

export const labsDownload = operation({
  id: 'labs-download',
  method: 'get',
  path: '/v1/events/{eventId}/lab/work',
  summary:
    "An address for a few minutes that gives the caller's work in the lab of a sandbox as a ZIP file. It works until the lab goes, also after the caller gave up the seat.",
  access: 'user',
  limit: 'read',
  params: inEvent,
  responses: {
    200: z
      .object({
        url: z
          .string()
          .meta({ description: 'Contains a secret that gives the work to everybody who has it.' }),
        expiresAt: time,
      })
      .meta({ id: 'LabWork' }),
  },
  problems: ['not-found', 'no-seat', 'lab-not-open'],
})
