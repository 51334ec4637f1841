import * as z from 'zod'
import { id, time } from './common.ts'

/** What a person's server does at the hub of the lab. `idle` runs, and nobody works in it. */
export const placeServer = z.enum(['none', 'starting', 'running', 'idle', 'stopping', 'failed'])
export type PlaceServer = z.infer<typeof placeServer>

/** What a person asked the hub for. `reset` starts with fresh materials, and moves the earlier work aside. */
export const placeWork = z.enum(['start', 'restart', 'reset', 'stop'])
export type PlaceWork = z.infer<typeof placeWork>

/** Somebody else in the person's lab: `asked` waits for the person's consent. */
export const placeHelp = z.object({
  state: z.enum(['asked', 'allowed']),
  askedBy: id,
  askedByName: z.string(),
  at: time,
})

/**
 * labs/{eventId}/places/{uid} as Firestore stores it, from the first time that the person opens their lab. Only functions write it. The
 * right to a place is the seat, not this document.
 */
export const labPlaceDocument = z.object({
  userId: id,
  /** As the cockpit shows it. */
  name: z.string(),
  server: placeServer,
  /** When `server` became what it is. */
  since: time,
  /** What the hub says while it starts the server, or why it failed. */
  message: z.string().nullable(),
  /** 0 to 100, while the server starts. */
  percent: z.int().min(0).max(100).nullable(),
  /** Not done yet at the hub. */
  work: placeWork.nullable(),
  /** Why the server has no materials. Null when they were cloned, and for a lab without materials. */
  materialsProblem: z.string().nullable(),
  /** When the person raised a hand. */
  handAt: time.nullable(),
  help: placeHelp.nullable(),
  updatedAt: time,
})
export type LabPlaceDocument = z.infer<typeof labPlaceDocument>
