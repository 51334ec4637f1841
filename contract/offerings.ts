import * as z from 'zod'
import { time } from './common.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** Who gave a list: the cloud itself, or the table that this version of Labseat has, with the date of the list. */
export const offeringsSource = z.object({ kind: z.enum(['cloud', 'table']), date: day })
export type OfferingsSource = z.infer<typeof offeringsSource>

export const versionOffering = z.object({
  /** A minor version, as in 1.36. */
  version: z.string(),
  /** The last day of standard support, where it is known. */
  standardEnd: day.optional(),
})
export type VersionOffering = z.infer<typeof versionOffering>

export const machineOffering = z.object({
  name: z.string(),
  processors: z.int().min(1),
  memoryGib: z.number().min(0),
  gpu: z.object({ count: z.number().min(0), model: z.string() }).optional(),
  architecture: z.enum(['x86_64', 'arm64']),
  /** The zones that have the type. Empty in a region without zones. */
  zones: z.array(z.string()),
  /** Cents with fractions, on demand. Absent without a known price. */
  hourlyCents: z.number().min(0).optional(),
})
export type MachineOffering = z.infer<typeof machineOffering>

export const quotaOffering = z.object({
  /** As the cloud names it. */
  name: z.string(),
  max: z.number(),
  /** Absent where the cloud does not tell. */
  used: z.number().optional(),
})
export type QuotaOffering = z.infer<typeof quotaOffering>

const offeringsFields = z.object({
  region: z.string(),
  /** In standard support, newest first. The first is the default of a new cluster. */
  versions: z.array(versionOffering),
  versionsSource: offeringsSource,
  machineTypes: z.array(machineOffering),
  machineTypesSource: offeringsSource,
  pricesSource: offeringsSource,
  /** The zones of the region that take a cluster. */
  zones: z.array(z.string()),
  /** Empty where the cloud does not tell. */
  quotas: z.array(quotaOffering),
  /** When the cloud was asked. */
  askedAt: time,
})

/** cloudAccounts/{id}/offerings/{region}: the cache of the lists, which no client can read. A TTL policy deletes it at `expiresAt`. */
export const offeringsDocument = offeringsFields.extend({ expiresAt: time })
export type OfferingsDocument = z.infer<typeof offeringsDocument>

export const offerings = offeringsFields.meta({
  id: 'Offerings',
  description: 'What a cloud offers an account for clusters in a region.',
})
export type Offerings = z.infer<typeof offerings>
