import { Filter, type QueryDocumentSnapshot, Timestamp } from '@google-cloud/firestore'
import type { Event, EventDocument } from '../../contract/events.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { type ExistingEvent, eventExists, presentEvent, startBounds } from '../../domain/events.ts'
import { type Action, type Actor, may, standingsOf } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { invalidInput, notFound, Problem } from '../problem.ts'
import { readableData } from '../readable.ts'

/** The events of a page in API form. */
export const presentEvents = (snapshots: readonly QueryDocumentSnapshot<EventDocument>[]): Event[] =>
  snapshots.flatMap((snapshot) => {
    const event = snapshot.data()
    return eventExists(event) ? [presentEvent(snapshot.id, event)] : []
  })

const at = (time: string) => Timestamp.fromDate(new Date(time))

/** Events that run or come. A query with it is ordered by `startsAt`. web/src/events/use-next-events.ts has the same filter. */
export const notOver = (now: string): Filter => {
  const { listedFrom, openEndedAfter } = startBounds(now)
  return Filter.and(
    Filter.where('startsAt', '>', at(listedFrom)),
    Filter.or(
      Filter.where('endsAt', '>', at(now)),
      Filter.and(Filter.where('endsAt', '==', null), Filter.where('startsAt', '>', at(openEndedAfter))),
    ),
  )
}

/** Whether the caller may know that the event exists. */
export const maySee = (caller: Caller | undefined, event: ExistingEvent): boolean => {
  if (event.state === 'hidden') return may(caller, 'events-read-hidden')
  return event.state !== 'draft' || may(caller, 'events-read-draft', caller && standingsOf(caller.uid, event))
}

/**
 * Reads an event on which the caller may do `action`. `readAt` is the precondition of a later update.
 *
 * @throws Problem `not-found` if the caller may not see the event, `forbidden` if the caller may not do the action
 */
export const readEventFor = async (eventId: string, caller: Caller | undefined, action: Action) => {
  const snapshot = await documents.event(eventId).get()
  const event = snapshot.data()
  if (!eventExists(event) || !maySee(caller, event)) throw notFound('event')
  if (!may(caller, action, caller && standingsOf(caller.uid, event)))
    throw new Problem('forbidden', 'Only the organisers of this event can do that.')
  return { ref: snapshot.ref, event, readAt: snapshot.updateTime! }
}

/** The link for people with a seat; null if the event has none. */
export const readEventUrl = async (eventId: string): Promise<string | null> =>
  (await documents.eventAccess(eventId).get()).data()?.url ?? null

/** @throws Problem `invalid-input` for an event that is not there or that the caller does not organise. null is no event. */
export const requireOwnEvent = async (eventId: string | null | undefined, caller: Actor): Promise<void> => {
  if (!eventId) return
  const event = readableData(await documents.event(eventId).get())
  if (!eventExists(event) || !may(caller, 'events-update', standingsOf(caller.uid, event)))
    throw invalidInput([fieldProblem('eventId', 'eventUnknown')])
}
