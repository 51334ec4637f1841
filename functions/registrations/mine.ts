import type { DocumentSnapshot } from '@google-cloud/firestore'
import type { EventDocument } from '../../contract/events.ts'
import { registrationsMine } from '../../contract/registrations.ts'
import { isPublic, presentEvent } from '../../domain/events.ts'
import { db, documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { readableData } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { withPlace } from './_registration.ts'

/** The caller's registrations with their events, latest first. */
export default endpoint(registrationsMine, async ({ query, caller }) => {
  const { snapshots, nextCursor } = await readPage(
    documents.registrationsGroup().where('userId', '==', caller.uid),
    query,
    'requestedAt',
    'desc',
  )
  const registrations = await Promise.all(
    snapshots.map(async (snapshot) => ({ ...snapshot.data(), ...(await withPlace(snapshot)) })),
  )
  const events =
    registrations.length > 0
      ? await db.getAll(...registrations.map((registration) => documents.event(registration.eventId)))
      : []
  const items = registrations.flatMap((registration, index) => {
    const event = events[index] && readableData(events[index] as DocumentSnapshot<EventDocument>)
    return isPublic(event) ? [{ ...registration, event: presentEvent(registration.eventId, event) }] : []
  })
  return json(200, { items: items.flat(), nextCursor })
})
