import type { EventDocument } from '../contract/events.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { beginningsOf, wordsOf } from './search.ts'

/** Takes registrations: published, and not begun. */
export const isOpen = (event: Pick<EventDocument, 'state' | 'startsAt'>, now: string): boolean =>
  event.state === 'published' && event.startsAt > now

/** So long before an event begins people are reminded of it. In milliseconds. */
export const reminders = { day: 24 * 3_600_000, hour: 3_600_000 } as const

/** When people are reminded next of an event that begins then. */
export const nextReminder = (startsAt: string, now: string): string | null =>
  [reminders.day, reminders.hour]
    .map((before) => new Date(Date.parse(startsAt) - before).toISOString())
    .find((at) => at > now) ?? null

/** What is wrong with these times, beyond their form. Only a start that is new must lie ahead. */
export const timeProblems = (
  event: Pick<EventDocument, 'startsAt' | 'endsAt'>,
  now: string,
  before?: Pick<EventDocument, 'startsAt'>,
): FieldProblem[] => {
  const found: FieldProblem[] = []
  if (event.startsAt <= now && event.startsAt !== before?.startsAt)
    found.push({ path: 'startsAt', message: 'The start lies in the past.' })
  if (event.endsAt && event.endsAt <= event.startsAt)
    found.push({ path: 'endsAt', message: 'The end comes after the start.' })
  return found
}

/**
 * What a search asks for, longest and so likely rarest first: words, and `#tag`. What has no word in it is looked for as it is, and finds
 * nothing.
 */
export const searchTerms = (query: string | undefined, tag: string | undefined): string[] => {
  const words = wordsOf(query ?? '')
  const text = query?.trim()
  const terms = [...(tag ? [`#${tag}`] : []), ...(words.length === 0 && text ? [text] : words)]
  return terms.sort((a, b) => b.length - a.length)
}

/** What a search finds an event by: the beginnings of the words of title, place and tags, and `#tag`. At most 400. */
export const searchWords = (
  event: Pick<EventDocument, 'title' | 'location' | 'tags' | 'ownerName'>,
): string[] => {
  const words = wordsOf([event.title, event.location.name, ...event.tags, event.ownerName].join(' '))
  return [...new Set([...event.tags.map((tag) => `#${tag}`), ...beginningsOf(words)])].slice(0, 400)
}
