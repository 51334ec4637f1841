import * as z from 'zod'
import { activity } from './activity.ts'
import { id, time } from './common.ts'
import { notificationKind } from './notifications.ts'

/** Notifies everybody with a seat or a place in line. announcements/{eventId}_{change} has the notice, so a redelivery sends no second one. */
export const announcement = z.object({ eventId: id, kind: notificationKind, change: id })
export type Announcement = z.infer<typeof announcement>

/** The JSON messages of each Pub/Sub topic. */
export const messages = {
  /** An account exists: activate its profile and send the welcome. */
  'user-registered': z.object({ uid: id }),
  /** Registrations of this event wait for settling. `at` is the time of the last commit. */
  'registration-requested': z.object({ eventId: id, at: time }),
  /** The event's capacity or state changed, committed at `at`. */
  'event-capacity-changed': z.object({ eventId: id, at: time }),
  /** Notify people: all attendees of an event in the app, or by e-mail from mails/{mailId}. */
  'user-notification': z.union([announcement, z.object({ mailId: id })]),
  /** Activity records for the log, each with the id of its trace. */
  activity: z.object({ items: z.array(activity.extend({ trace: z.string().optional() })) }),
  /** Start this attempt of a run. */
  'cluster-run': z.object({ clusterId: id, runId: id, attempt: z.int() }),
  /** Check this account's credentials again. */
  'cloud-account-due': z.object({ accountId: id }),
  /** Build the lab of this event, if its time has come. */
  'lab-due': z.object({ eventId: id }),
  /** Do at the hub what a person wants for their place in a lab. */
  'lab-place': z.object({ eventId: id, userId: id }),
  /** Once a minute: repair the effects of lost messages and crashes. */
  sweep: z.object({}),
} as const
export type Topic = keyof typeof messages
export type Message<T extends Topic> = z.infer<(typeof messages)[T]>
