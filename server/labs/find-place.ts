import type { LabPlaceDocument } from '../../contract/lab-places.ts'
import { hasPlace, noPlaceDetail } from '../../domain/labs.ts'
import type { Caller } from '../caller.ts'
import { type DocumentReference, type DocumentSnapshot, documents, type Timestamp } from '../documents.ts'
import { readEventFor } from '../events/event.ts'
import { notFound, Problem } from '../problem.ts'
import { readDocument } from '../read-document.ts'

/** A place as it was read. The commit of a change fails if it has changed since `readAt`. */
export type ReadPlace = {
  ref: DocumentReference<LabPlaceDocument>
  place: LabPlaceDocument
  readAt: Timestamp
}

const toReadPlace = (snapshot: DocumentSnapshot<LabPlaceDocument>): ReadPlace | undefined => {
  const place = snapshot.data()
  return place && { ref: snapshot.ref, place, readAt: snapshot.updateTime! }
}

/**
 * The caller's own place. Holding a seat is the only right to it.
 *
 * @throws Problem `not-found` without the event; `no-seat`; `lab-not-open` for a person who has not opened the lab yet
 */
export const readOwnPlace = async (eventId: string, caller: Caller): Promise<ReadPlace> => {
  const [event, registration, snapshot] = await Promise.all([
    readDocument(documents.event(eventId)),
    readDocument(documents.registration(eventId, caller.uid)),
    readDocument(documents.labPlace(eventId, caller.uid)),
  ])
  if (!event.exists) throw notFound('event')
  const seat = registration.data()
  if (!hasPlace(seat)) throw new Problem('no-seat', noPlaceDetail(seat))
  const read = toReadPlace(snapshot)
  if (!read) throw new Problem('lab-not-open', 'Open your lab first. Nothing was changed.')
  return read
}

/**
 * The place of a person, for an organiser.
 *
 * @throws Problem `forbidden`, or `not-found` without an event or a place
 */
export const readPlaceFor = async (eventId: string, userId: string, caller: Caller): Promise<ReadPlace> => {
  const [, snapshot] = await Promise.all([
    readEventFor(eventId, caller, 'lab-places-manage'),
    readDocument(documents.labPlace(eventId, userId)),
  ])
  const read = toReadPlace(snapshot)
  if (!read) throw notFound('place')
  return read
}

/** The place of the caller, or of another person for an organiser. */
export const readAnyPlace = (eventId: string, userId: string, caller: Caller): Promise<ReadPlace> =>
  userId === caller.uid ? readOwnPlace(eventId, caller) : readPlaceFor(eventId, userId, caller)
