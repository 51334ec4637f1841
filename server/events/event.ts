import type { QueryDocumentSnapshot } from '@google-cloud/firestore'
import type { Event, EventDocument } from '../../contract/events.ts'
import { eventExists, presentEvent } from '../../domain/events.ts'
import { type Action, may, standings } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound, Problem } from '../problem.ts'

/** The events of a page as the API gives them. */
export const presentEvents = (snapshots: readonly QueryDocumentSnapshot<EventDocument>[]): Event[] =>
  snapshots.flatMap((snapshot) => {
    const event = snapshot.data()
    return eventExists(event) ? [presentEvent(snapshot.id, event)] : []
  })

/**
 * An event that the caller may do `action` to, with the moment it was read at. 404 for what the caller may not know of,
 * 403 for what the caller may see but not do.
 */
export const readEventFor = async (eventId: string, caller: Caller | undefined, action: Action) => {
  const snapshot = await documents.event(eventId).get()
  const event = snapshot.data()
  if (!eventExists(event)) throw notFound('event')
  const to = caller ? standings(caller.uid, event) : []
  if (event.state === 'draft' && !may(caller, 'events-read-draft', to)) throw notFound('event')
  if (!may(caller, action, to))
    throw new Problem('forbidden', 'Only the organisers of this event can do that.')
  return { ref: snapshot.ref, event, readAt: snapshot.updateTime! }
}

/** The link people with a seat get; null where the event has none. */
export const readEventUrl = async (eventId: string): Promise<string | null> =>
  (await documents.eventAccess(eventId).get()).data()?.url ?? null
