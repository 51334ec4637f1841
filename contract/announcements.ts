import * as z from 'zod'
import { id, money, time } from './common.ts'
import { eventTexts, location } from './events.ts'
import { notificationContent } from './notifications.ts'

/** What attendees know of an event, as far as they get a notice when it changes. Times are RFC 3339 here. */
export const knownEvent = z.object({
  title: z.string(),
  description: z.string(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  timeZone: z.string(),
  location: z.object({ ...location.shape, url: z.string().nullable() }),
  price: money.nullable(),
})
export type KnownEvent = z.infer<typeof knownEvent>

/** An organiser may change these without a notice to anybody. A new time, place, link or price always sends one. */
export const quietFields = Object.keys(eventTexts) as (keyof typeof eventTexts)[]

/**
 * Changes of an event that attendees do not know yet. No client reads it.
 * - `gathering`, announcements/{eventId}: `eventBefore` is what attendees know. At `dueAt` they get a notice of how the event differs from it.
 * - `sending`, announcements/{eventId}_{change}: everybody gets a notice with this `content`. Afterwards it is deleted.
 */
export const announcementDocument = z.object({
  state: z.enum(['gathering', 'sending']),
  eventId: id,
  /** The request of the first change. The ids of the notices derive from it, so a redelivery sends no second notice. */
  change: id,
  eventBefore: knownEvent.optional(),
  content: notificationContent.optional(),
  /** When the first of the changes was made. */
  firstAt: time,
  dueAt: time,
})
export type AnnouncementDocument = z.infer<typeof announcementDocument>
