import type { QueryDocumentSnapshot } from '@google-cloud/firestore'
import type { Event, EventDocument } from '../../contract/events.ts'
import { eventExists, presentEvent } from '../../domain/events.ts'
import { type Action, may, standings } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound, Problem } from '../problem.ts'

/** The events of a page in API form. */
export const presentEvents = (snapshots: readonly QueryDocumentSnapshot<EventDocument>[]): Event[] =>
  snapshots.flatMap((snapshot) => {
    const event = snapshot.data()
    return eventExists(event) ? [presentEvent(snapshot.id, event)] : []
  })

/**
 * Reads an event on which the caller may do `action`. `readAt` is the precondition of a later update.
 *
 * @throws Problem `not-found` if the caller may not see the event, `forbidden` if the caller may not do the action
 */
export const readEventFor = async (eventId: string, caller: Caller | undefined, action: Action) => {
  const snapshot = await documents.event(eventId).get()
  const event = snapshot.data()
  if (!eventExists(event)) throw notFound('event')
  const standing = caller ? standings(caller.uid, event) : []
  if (event.state === 'draft' && !may(caller, 'events-read-draft', standing)) throw notFound('event')
  if (!may(caller, action, standing))
    throw new Problem('forbidden', 'Only the organisers of this event can do that.')
  return { ref: snapshot.ref, event, readAt: snapshot.updateTime! }
}

/** The link for people with a seat; null if the event has none. */
export const readEventUrl = async (eventId: string): Promise<string | null> =>
  (await documents.eventAccess(eventId).get()).data()?.url ?? null
