import * as z from 'zod'
import { activity } from './activity.ts'
import { id, time } from './common.ts'
import { notificationKind } from './notifications.ts'

/** Tell everybody who has a seat or a place in line. `change` names the change, so that telling twice is telling once. */
export const announcement = z.object({ eventId: id, kind: notificationKind, change: id })
export type Announcement = z.infer<typeof announcement>

/** What each Pub/Sub topic carries, as JSON. */
export const messages = {
  /** An account exists: see to its profile and welcome it. */
  'user-registered': z.object({ uid: id }),
  /** Registrations of this event wait for settle; all of them reached Firestore by `at`. */
  'registration-requested': z.object({ eventId: id, at: time }),
  /** The event's capacity or state changed, committed at `at`. */
  'event-capacity-changed': z.object({ eventId: id, at: time }),
  /** Tell people: in the app what a whole event must hear of, or by e-mail what lies in mails/{mailId}. */
  'user-notification': z.union([announcement, z.object({ mailId: id })]),
  /** Changes that were made, for the log. */
  activity: z.object({ items: z.array(activity) }),
  /** This attempt of a run is to be started. */
  'cluster-run': z.object({ clusterId: id, runId: id, attempt: z.int() }),
  /** This account's credentials are to be tried again. */
  'cloud-account-due': z.object({ accountId: id }),
  /** The clock's tick: settle and free what lost messages and crashes left. */
  sweep: z.object({}),
} as const
export type Topic = keyof typeof messages
export type Message<T extends Topic> = z.infer<(typeof messages)[T]>
