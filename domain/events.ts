import type { Event, EventDocument, eventState } from '../contract/events.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'
import { ratingOf } from './reviews.ts'

/** An event that is not deleted. */
export type ExistingEvent = EventDocument & { state: (typeof eventState)['options'][number] | 'hidden' }

type StoredState = Pick<EventDocument, 'state' | 'stateBeforeHiding'>

/** The state of an event without regard to a suspension. */
export const stateOf = <S extends StoredState['state']>(event: {
  state: S
  stateBeforeHiding?: StoredState['stateBeforeHiding']
}) =>
  event.state === 'hidden' ? (event.stateBeforeHiding ?? 'published') : (event.state as Exclude<S, 'hidden'>)

/** Whether everybody may see the event. */
export const isPublic = <E extends EventDocument>(event: E | null | undefined): event is E & ExistingEvent =>
  event?.state === 'published' || event?.state === 'cancelled'

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
  state: stateOf(event),
  location: { ...event.location, ...(url && { url }) },
  rating: ratingOf(event.stars),
})

/** Whether seats of an event are given: it is published and has not begun. The times of requests are `registrationPhase`. */
export const isOpen = (event: Pick<EventDocument, 'state' | 'startsAt'>, now: string): boolean =>
  event.state === 'published' && event.startsAt > now

type RegistrationTimes = Pick<EventDocument, 'registrationOpensAt' | 'registrationClosesAt'>

/** Whether people can ask for a seat of a published event that has not begun: not yet, now, or no longer. */
export const registrationPhase = (
  { registrationOpensAt, registrationClosesAt }: RegistrationTimes,
  now: string,
): 'early' | 'open' | 'closed' => {
  if (registrationOpensAt && registrationOpensAt > now) return 'early'
  return registrationClosesAt && registrationClosesAt <= now ? 'closed' : 'open'
}

/** Whether an event takes place or took place. A draft and a cancelled event never do. */
export const hasBegun = (event: StoredState & Pick<EventDocument, 'startsAt'>, now: string): boolean =>
  stateOf(event) === 'published' && event.startsAt <= now

const minusMs = (at: string, ms: number) => new Date(Date.parse(at) - ms).toISOString()

/** An event without an end takes this long. */
const usualEventMs = 8 * 3_600_000
/** Lists show a running event for this long. It bounds the part of the index that Firestore reads for a list. */
const maxListedMs = 31 * 24 * 3_600_000

/** The bounds of the starts of events that are not over: of all events, and of those without an end. */
export const startBounds = (now: string): { listedFrom: string; openEndedAfter: string } => ({
  listedFrom: minusMs(now, maxListedMs),
  openEndedAfter: minusMs(now, usualEventMs),
})

/** When an event is over. */
export const endOf = ({ startsAt, endsAt }: Pick<EventDocument, 'startsAt' | 'endsAt'>): string =>
  endsAt ?? minusMs(startsAt, -usualEventMs)

/** Where an event is in time, without regard to its state. A running event is `now` until its end. */
export const phaseOf = (
  event: Pick<EventDocument, 'startsAt' | 'endsAt'>,
  now: string,
): 'coming' | 'now' | 'over' => {
  if (event.startsAt > now) return 'coming'
  return endOf(event) > now ? 'now' : 'over'
}

/** The change that cancels an event. A hidden event stays hidden. */
export const cancellationOf = ({ state }: Pick<EventDocument, 'state'>, now: string) => {
  const cancelled =
    state === 'hidden' ? ({ stateBeforeHiding: 'cancelled' } as const) : ({ state: 'cancelled' } as const)
  return { ...cancelled, unsettled: true, updatedAt: now } as const
}

/** How long before an event its attendees get a reminder. */
export const reminderLeadMs = { day: 24 * 3_600_000, hour: 3_600_000 } as const

/** When attendees get the next reminder of an event that begins at `startsAt`; null if no reminder follows. */
export const nextReminder = (startsAt: string, now: string): string | null =>
  [reminderLeadMs.day, reminderLeadMs.hour]
    .map((leadMs) => minusMs(startsAt, leadMs))
    .find((at) => at > now) ?? null

type Timed = Pick<EventDocument, 'startsAt' | 'endsAt'> & RegistrationTimes

/** Problems of an event's times beyond their format. Only changed times have any, so that an event with old times can be edited. */
export const timeProblems = (
  event: Timed,
  now: string,
  eventBefore?: StoredState & Timed,
): FieldProblem[] => {
  const changesStart = event.startsAt !== eventBefore?.startsAt
  const changesEnd = event.endsAt !== eventBefore?.endsAt
  const problems: FieldProblem[] = []
  // Otherwise a held event could move to the future and lose its reviews with a cancellation.
  if (changesStart && eventBefore && hasBegun(eventBefore, now))
    problems.push(fieldProblem('startsAt', 'eventBegun'))
  else if (changesStart && event.startsAt <= now) problems.push(fieldProblem('startsAt', 'startInPast'))
  if ((changesStart || changesEnd) && event.endsAt && event.endsAt <= event.startsAt)
    problems.push(fieldProblem('endsAt', 'endAfterStart'))
  return [...problems, ...registrationTimeProblems(event, changesStart, eventBefore)]
}

const registrationTimeProblems = (
  event: Timed,
  changesStart: boolean,
  eventBefore: Timed | undefined,
): FieldProblem[] => {
  const { startsAt, registrationOpensAt: opensAt, registrationClosesAt: closesAt } = event
  const changesOpening = opensAt !== eventBefore?.registrationOpensAt
  const changesClosing = closesAt !== eventBefore?.registrationClosesAt
  if (!changesStart && !changesOpening && !changesClosing) return []
  const problems: FieldProblem[] = []
  if (opensAt && opensAt >= (closesAt ?? startsAt))
    problems.push(fieldProblem('registrationOpensAt', 'opensBeforeClose'))
  if (closesAt && closesAt > startsAt)
    problems.push(fieldProblem('registrationClosesAt', 'closesBeforeStart'))
  return problems
}
