import { type AnnouncementDocument, type KnownEvent, quietFields } from '../contract/announcements.ts'
import type { EventDocument } from '../contract/events.ts'

const minuteMs = 60_000
/** People get the notice when nothing has changed for this long. */
const calmMs = 3 * minuteMs
/** An organiser who goes on changing the event delays the notice by no more than this. */
const maxGatheringMs = 10 * minuteMs

/** @param url the stored link, which an event in person does not show */
export const knownEventOf = (
  event: Pick<
    EventDocument,
    'startsAt' | 'endsAt' | 'timeZone' | 'location' | 'price' | 'title' | 'description'
  >,
  url: string | null,
): KnownEvent => ({
  title: event.title,
  description: event.description,
  startsAt: event.startsAt,
  endsAt: event.endsAt,
  timeZone: event.timeZone,
  location: { ...event.location, url: event.location.kind === 'in-person' ? null : url },
  price: event.price,
})

const readers = {
  start: ({ startsAt }) => startsAt,
  end: ({ endsAt }) => endsAt,
  zone: ({ timeZone }) => timeZone,
  place: ({ location: { kind, name, address } }) => [kind, name, address],
  link: ({ location: { url } }) => url,
  price: ({ price }) => price && [price.amount, price.currency],
  title: ({ title }) => title,
  description: ({ description }) => description,
} satisfies Record<string, (event: KnownEvent) => unknown>
export type ChangeName = keyof typeof readers

/** What differs between two states of an event, in the order of the notice. */
export const changesBetween = (eventBefore: KnownEvent, eventAfter: KnownEvent): ChangeName[] =>
  (Object.keys(readers) as ChangeName[]).filter(
    (name) => JSON.stringify(readers[name](eventBefore)) !== JSON.stringify(readers[name](eventAfter)),
  )

/** Whether people must get a notice: the time, the place, the link or the price is another. */
export const mustBeTold = (changes: readonly ChangeName[]): boolean =>
  changes.some((change) => !(quietFields as readonly string[]).includes(change))

const plusMs = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()
const earlier = (a: string, b: string) => (a < b ? a : b)

/**
 * Adds a change to the ones that share a notice. A change that is taken back is not in it, because only the first and
 * the last state are compared.
 *
 * @param gathered the announcement that collects changes; undefined if there is none
 * @param change names a new announcement
 * @param isQuiet the organiser wants no notice of the new texts
 * @returns undefined if nothing is to be stored
 */
export const gatherChange = (
  gathered: AnnouncementDocument | undefined,
  { eventId, eventBefore, eventAfter }: { eventId: string; eventBefore: KnownEvent; eventAfter: KnownEvent },
  { change, isQuiet, now }: { change: string; isQuiet: boolean; now: string },
): AnnouncementDocument | undefined => {
  if (changesBetween(eventBefore, eventAfter).length === 0) return undefined
  if (!isQuiet) {
    const firstAt = gathered?.firstAt ?? now
    const dueAt = earlier(plusMs(now, calmMs), plusMs(firstAt, maxGatheringMs))
    if (gathered) return { ...gathered, dueAt }
    return { state: 'gathering', eventId, change, eventBefore, firstAt, dueAt }
  }
  if (!gathered?.eventBefore) return undefined
  // A text that waits for its notice stays in the announcement.
  const known = { ...gathered.eventBefore }
  for (const field of quietFields) if (known[field] === eventBefore[field]) known[field] = eventAfter[field]
  return { ...gathered, eventBefore: known }
}

type Values = Record<string, string | number>

const placeValues = ({ location: { kind, name, address } }: KnownEvent, suffix = ''): Values => ({
  [`kind${suffix}`]: kind,
  ...(name && { [`name${suffix}`]: name }),
  ...(address && { [`address${suffix}`]: address }),
})

const priceValues = ({ price }: KnownEvent, suffix = ''): Values =>
  price ? { [`amount${suffix}`]: price.amount, [`currency${suffix}`]: price.currency } : {}

/**
 * The values of the notice about changes: what is new, and with `Before` what it was. The link itself is not among them, because a notice
 * goes by e-mail and to people without a seat. @returns undefined if nothing has changed
 */
export const changeValues = (eventBefore: KnownEvent, eventAfter: KnownEvent): Values | undefined => {
  const changes = changesBetween(eventBefore, eventAfter)
  if (changes.length === 0) return undefined
  const has = (name: ChangeName) => changes.includes(name)
  const [linkBefore, link] = [eventBefore.location.url, eventAfter.location.url]
  return {
    changes: changes.join(' '),
    timeZone: eventAfter.timeZone,
    ...((has('start') || has('zone')) && {
      at: eventAfter.startsAt,
      startsAtBefore: eventBefore.startsAt,
      timeZoneBefore: eventBefore.timeZone,
    }),
    ...(has('end') && {
      ...(eventAfter.endsAt && { endsAt: eventAfter.endsAt }),
      ...(eventBefore.endsAt && { endsAtBefore: eventBefore.endsAt }),
      timeZoneBefore: eventBefore.timeZone,
    }),
    ...(has('place') && { ...placeValues(eventAfter), ...placeValues(eventBefore, 'Before') }),
    ...(has('link') && { link: !linkBefore ? 'added' : !link ? 'removed' : 'changed' }),
    ...(has('price') && { ...priceValues(eventAfter), ...priceValues(eventBefore, 'Before') }),
    ...(has('title') && { title: eventAfter.title, titleBefore: eventBefore.title }),
  }
}
