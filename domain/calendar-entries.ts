import type { Event } from '../contract/events.ts'
import type { RegistrationDocument } from '../contract/registrations.ts'

/** What the calendar of a person shows: a seat, or an event that the person may still get a seat of. */
export type EntryStatus = 'confirmed' | 'tentative' | 'cancelled'

/** An event in a calendar. `location.url` is there for people with a seat. */
export type CalendarEntry = {
  event: Pick<
    Event,
    | 'id'
    | 'title'
    | 'description'
    | 'startsAt'
    | 'endsAt'
    | 'timeZone'
    | 'location'
    | 'tags'
    | 'createdAt'
    | 'updatedAt'
    | 'state'
  >
  status: EntryStatus
}

/**
 * The revision of an entry. A calendar program keeps the entry with the highest number (RFC 5545, 3.8.7.4), so it grows with time: the seconds
 * from the creation of the event to `at`.
 */
export const sequenceOf = ({ createdAt }: Pick<Event, 'createdAt'>, at: string): number =>
  Math.max(0, Math.floor((Date.parse(at) - Date.parse(createdAt)) / 1000))

/** The place in one line. An event that is only online has its link, or the address of its page. */
export const placeOf = ({ kind, name, address, url }: Event['location'], pageUrl: string): string => {
  if (kind === 'online') return url ?? pageUrl
  return [name, address].filter(Boolean).join(', ')
}

/** A published or cancelled event as everybody sees it. */
export const publicEntryOf = (event: CalendarEntry['event']): CalendarEntry => ({
  event,
  status: event.state === 'cancelled' ? 'cancelled' : 'confirmed',
})

/** How a person's calendar shows the event of a registration; undefined if it does not. */
export const entryStatusOf = (
  { state, holdsSeat }: Pick<RegistrationDocument, 'state' | 'holdsSeat'>,
  eventState: Event['state'],
): EntryStatus | undefined => {
  if (eventState === 'cancelled') return 'cancelled'
  if (holdsSeat) return 'confirmed'
  return state === 'requested' || state === 'waitlisted' || state === 'offered' || state === 'payment-due'
    ? 'tentative'
    : undefined
}
