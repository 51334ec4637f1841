import type { Event, EventDocument, eventState } from '../contract/events.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'
import { ratingOf } from './reviews.ts'
import { beginningsOf, wordsOf } from './search.ts'

/** Firestore writes an index entry for each word. */
const maxWords = 400

/** An event that is not deleted. */
export type ExistingEvent = EventDocument & { state: (typeof eventState)['options'][number] }

/** A deleted event stays as a document, but the API doesn't show it. */
export const eventExists = <E extends EventDocument>(
  event: E | null | undefined,
): event is E & ExistingEvent => event?.state !== undefined && event.state !== 'deleted'

/**
 * An event as the API gives it.
 *
 * @param url for organisers and people with a seat only
 */
export const presentEvent = (id: string, event: ExistingEvent, url?: string | null): Event => ({
  ...event,
  id,
  location: { ...event.location, ...(url && { url }) },
  rating: ratingOf(event.stars),
})

/** Whether an event takes registrations: it is published and has not begun. */
export const isOpen = (event: Pick<EventDocument, 'state' | 'startsAt'>, now: string): boolean =>
  event.state === 'published' && event.startsAt > now

/** How long before an event its attendees get a reminder. */
export const reminderLeadMs = { day: 24 * 3_600_000, hour: 3_600_000 } as const

/** When attendees get the next reminder of an event that begins at `startsAt`; null where none follows. */
export const nextReminder = (startsAt: string, now: string): string | null =>
  [reminderLeadMs.day, reminderLeadMs.hour]
    .map((leadMs) => new Date(Date.parse(startsAt) - leadMs).toISOString())
    .find((at) => at > now) ?? null

/** Problems of an event's times beyond their format. Only a changed start must be in the future. */
export const timeProblems = (
  event: Pick<EventDocument, 'startsAt' | 'endsAt'>,
  now: string,
  eventBefore?: Pick<EventDocument, 'startsAt'>,
): FieldProblem[] => {
  const problems: FieldProblem[] = []
  if (event.startsAt <= now && event.startsAt !== eventBefore?.startsAt)
    problems.push(fieldProblem('startsAt', 'startInPast'))
  if (event.endsAt && event.endsAt <= event.startsAt) problems.push(fieldProblem('endsAt', 'endAfterStart'))
  return problems
}

/**
 * The terms of a search, longest first, because a long term is likely the rarest: words, and `#tag`. A query without a word is one term,
 * which finds nothing.
 */
export const searchTerms = (query: string | undefined, tag: string | undefined): string[] => {
  const words = wordsOf(query ?? '')
  const text = query?.trim()
  const terms = [...(tag ? [`#${tag}`] : []), ...(words.length === 0 && text ? [text] : words)]
  return terms.sort((a, b) => b.length - a.length)
}

/** The words that a search finds an event by: the beginnings of the words of title, place, tags and owner, and `#tag`. */
export const searchWords = (
  event: Pick<EventDocument, 'title' | 'location' | 'tags' | 'ownerName'>,
): string[] => {
  const words = wordsOf([event.title, event.location.name, ...event.tags, event.ownerName].join(' '))
  return [...new Set([...event.tags.map((tag) => `#${tag}`), ...beginningsOf(words)])].slice(0, maxWords)
}
