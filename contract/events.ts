import * as z from 'zod'
import { id, line, lines, listOf, money, nameLine, page, tag, time, webAddress } from './common.ts'
import { operation } from './operation.ts'
import { stars } from './reviews.ts'
import { isVisible } from './text.ts'
import { timeZone } from './time-zone.ts'
import { message } from './validation.ts'

/** Only organisers and people with a seat get `url`. It is stored separately, in events/{id}/private/access. */
export const location = z
  .strictObject({
    kind: z.enum(['in-person', 'online', 'hybrid']),
    name: line(1, 120).optional(),
    address: line(1, 300).optional(),
    url: webAddress.optional(),
  })
  .meta({ id: 'Location' })

/** The fields that are plain text. The editor handles them alike. */
export const eventTexts = {
  title: nameLine(2, 120),
  description: lines(10_000)
    .min(1)
    .refine((text) => text === '' || isVisible(text), message('required')),
}

/** The fields that an organiser writes. In `eventChange` each of them is optional. */
const eventFields = {
  ...eventTexts,
  startsAt: time,
  endsAt: time.nullable().optional(),
  timeZone: timeZone.optional(),
  /** People can ask for a seat from then on; without it from the publication on. */
  registrationOpensAt: time.nullable().optional(),
  /** Nobody can ask for a seat from then on; without it from the start on. */
  registrationClosesAt: time.nullable().optional(),
  location,
  capacity: z.int().min(1).max(100_000),
  price: money.nullable().optional(),
  tags: z
    .array(tag)
    .max(10)
    .refine((tags) => new Set(tags).size === tags.length, message('unique'))
    .optional(),
}

const endsAfterItStarts: [
  (event: { startsAt?: string | undefined; endsAt?: string | null | undefined }) => boolean,
  { path: string[]; message: string },
] = [
  (event: { startsAt?: string | undefined; endsAt?: string | null | undefined }) =>
    !event.startsAt || !event.endsAt || event.endsAt > event.startsAt,
  { path: ['endsAt'], message: message('endAfterStart') },
]

export const eventInput = z
  .strictObject({ ...eventFields, state: z.enum(['draft', 'published']).optional() })
  .refine(...endsAfterItStarts)
  .meta({ id: 'EventInput' })
export type EventInput = z.infer<typeof eventInput>

export const eventChange = z
  .strictObject({
    ...eventFields,
    location: location.extend({ url: webAddress.nullable().optional() }).meta({
      id: 'LocationChange',
      description: 'The link stays unless `url` is there. null removes it, and so does `in-person`.',
    }),
  })
  .extend({
    notify: z.boolean().meta({
      description:
        'By default attendees get a notice of what has changed. False is for a new title and a new description only: a new time, place, link or price always sends one.',
    }),
  })
  .partial()
  .refine(({ notify: _, ...change }) => Object.keys(change).length > 0, message('noChange'))
  .refine(...endsAfterItStarts)
  .meta({ id: 'EventChange', minProperties: 1 })
export type EventChange = z.infer<typeof eventChange>

export const eventState = z.enum(['draft', 'published', 'cancelled'])

export const event = z
  .object({
    id,
    title: z.string(),
    description: z.string(),
    startsAt: time,
    endsAt: time.nullable(),
    timeZone: z.string(),
    registrationOpensAt: time.nullable().optional(),
    registrationClosesAt: time.nullable().optional(),
    location: z.object({ ...location.shape, kind: location.shape.kind }),
    capacity: z.int(),
    price: money.nullable(),
    tags: z.array(z.string()),
    state: eventState,
    ownerId: id,
    ownerName: z.string(),
    seatsTaken: z.int(),
    waitlisted: z.int(),
    rating: z.object({ count: z.int(), average: z.number().nullable() }),
    stars,
    /** People with a seat get a place in a lab: contract/labs.ts. */
    hasLab: z.boolean().optional(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Event' })
export type Event = z.infer<typeof event>

/**
 * events/{id}: the public event and the fields that settling needs. The rating is computed from `stars`.
 * Invariant, at every commit: count(registrations.holdsSeat) = seatsTaken ≤ capacity.
 */
export const eventDocument = event.omit({ id: true, rating: true }).extend({
  /**
   * A deleted event keeps its document, so settling can cancel a registration that raced the deletion. A hidden event belongs to a
   * suspended person: queries and rules for published events do not find it, and it takes no registrations.
   */
  state: z.enum(['draft', 'published', 'cancelled', 'deleted', 'hidden']),
  /** The state that a hidden event gets back when the suspension ends. */
  stateBeforeHiding: z.enum(['published', 'cancelled']).optional(),
  /** Why a hidden event is hidden: its owner is suspended, or an admin hid it because of reports. */
  hiddenFor: z.enum(['suspension', 'report']).optional(),
  organiserIds: z.array(id),
  /** Lower-case words of title, place and `#tag`s, for the search. */
  words: z.array(z.string()),
  /** Everything committed before this moment is settled. */
  settledAt: time.nullable(),
  /** True until settling completes a change of capacity or a cancellation. The sweep retries. */
  unsettled: z.boolean(),
  /** The next reminder to people with a seat, if any. */
  remindAt: time.nullable().optional(),
})
export type EventDocument = z.infer<typeof eventDocument>

/** events/{id}/private/access: for organisers and people with a seat. */
export const eventAccess = z.object({ url: z.string().nullable() })

const eventParams = z.strictObject({ eventId: id })

export const eventsCreate = operation({
  id: 'events-create',
  method: 'post',
  path: '/v1/events',
  summary: 'Creates an event. The default state is `draft`.',
  access: 'verified',
  limit: 'publish',
  idempotent: true,
  body: eventInput,
  responses: { 201: event },
  problems: ['too-many-events'],
})

export const eventsList = operation({
  id: 'events-list',
  method: 'get',
  path: '/v1/events',
  summary:
    'Published events, soonest first, by default those that run or come. A running event is listed for its first 31 days. With `from`, events that start from then on.',
  access: 'public',
  limit: 'read',
  query: page.extend({
    query: line(1, 100).optional(),
    tag: tag.optional(),
    from: time.optional(),
    to: time.optional(),
    owner: id.optional(),
  }),
  responses: { 200: listOf(event) },
})

export const eventsGet = operation({
  id: 'events-get',
  method: 'get',
  path: '/v1/events/{eventId}',
  summary: 'One event. Only its organisers see a draft.',
  access: 'recognised',
  limit: 'read',
  params: eventParams,
  responses: { 200: event },
  problems: ['not-found'],
})

export const eventsUpdate = operation({
  id: 'events-update',
  method: 'patch',
  path: '/v1/events/{eventId}',
  summary: 'Changes an event.',
  access: 'verified',
  limit: 'publish',
  params: eventParams,
  body: eventChange,
  responses: { 200: event },
  problems: ['forbidden', 'not-found', 'conflict', 'capacity-below-seats-taken', 'lab-too-small'],
})

export const eventsPublish = operation({
  id: 'events-publish',
  method: 'post',
  path: '/v1/events/{eventId}/publish',
  summary: 'Publishes a draft. Publishing a published event changes nothing.',
  access: 'verified',
  limit: 'publish',
  params: eventParams,
  responses: { 200: event },
  problems: ['forbidden', 'not-found', 'conflict', 'too-many-events'],
})

export const eventsCancel = operation({
  id: 'events-cancel',
  method: 'post',
  path: '/v1/events/{eventId}/cancel',
  summary:
    'Cancels an event that has not begun. Everybody who registered gets a notice, and every seat is freed.',
  access: 'verified',
  limit: 'publish',
  params: eventParams,
  responses: { 200: event },
  problems: ['forbidden', 'not-found', 'conflict', 'event-begun'],
})

export const eventsDelete = operation({
  id: 'events-delete',
  method: 'delete',
  path: '/v1/events/{eventId}',
  summary: 'Deletes an event without registrations that has not begun.',
  access: 'verified',
  limit: 'write',
  params: eventParams,
  responses: { 204: null },
  problems: ['forbidden', 'not-found', 'has-registrations', 'event-begun'],
})

export const eventsMine = operation({
  id: 'events-mine',
  method: 'get',
  path: '/v1/me/events',
  summary: "The caller's own events including drafts, latest start first.",
  access: 'user',
  limit: 'read',
  query: page,
  responses: { 200: listOf(event) },
})
