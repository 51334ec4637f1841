import * as z from 'zod'
import { id, time } from './common.ts'

/** activity/{id}: who did what to what, when, from which request. Written in the transaction of the change. */
export const activity = z.object({
  /** A uid, or `system` for what settling and sweeping do. */
  actorId: id,
  /** The operation or handler: `events-create`, `registrations-settle`. */
  action: z.string(),
  /** The document changed: `events/…`. */
  thing: z.string(),
  at: time,
  requestId: z.string(),
  /** Numbers that say how much: settled, confirmed. */
  counts: z.record(z.string(), z.number()).optional(),
})
export type Activity = z.infer<typeof activity>
