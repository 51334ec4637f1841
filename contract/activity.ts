import * as z from 'zod'
import { id, listOf, page, time } from './common.ts'
import { operation } from './operation.ts'

/** activity/{id}: who did what to what, when, from which request. Written in the commit of the change. */
export const activity = z.object({
  /** A uid, or `system` for settling and the sweep. */
  actorId: id,
  /** The operation or handler: `events-create`, `registrations-settle`. */
  action: z.string(),
  /** The document changed: `events/…`. */
  thing: z.string(),
  at: time,
  requestId: z.string(),
  /** Amounts: settled, confirmed. */
  counts: z.record(z.string(), z.number()).optional(),
  /** Details of the change: the old role and the new role. */
  details: z.record(z.string(), z.string()).optional(),
})
export type Activity = z.infer<typeof activity>

export const activityItem = activity.extend({ id }).meta({ id: 'Activity' })
export type ActivityItem = z.infer<typeof activityItem>

export const activityList = operation({
  id: 'activity-list',
  method: 'get',
  path: '/v1/activity',
  summary:
    'Who changed which document, newest first. The filters combine; `thing` also finds documents below it: `events/ID` includes its registrations.',
  access: 'role',
  limit: 'read',
  query: page.extend({
    actor: id.optional(),
    thing: z
      .string()
      .max(300)
      .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/)
      .optional(),
    action: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/)
      .max(100)
      .optional(),
    from: time.optional(),
    to: time.optional(),
  }),
  responses: { 200: listOf(activityItem) },
})
