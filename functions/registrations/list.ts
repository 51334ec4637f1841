import type { DocumentSnapshot, Query } from '@google-cloud/firestore'
import type { Person } from '../../contract/people.ts'
import { type RegistrationDocument, registrationsList } from '../../contract/registrations.ts'
import { presentAttendee } from '../../domain/people.ts'
import { db, documents } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { readPage } from '../../server/read-page.ts'
import { seePerson } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { csv, json } from '../reply.ts'
import { presentSnapshot } from './_registration.ts'

/** Registrations in order of arrival, with the people's current names. */
export default endpoint(registrationsList, async ({ params, query, caller, wantsCsv }) => {
  const { eventId } = params
  await readEventFor(eventId, caller, 'registrations-list')
  let registrations: Query<RegistrationDocument> = documents.registrations(eventId)
  if (query.state) registrations = registrations.where('state', '==', query.state)
  const { snapshots, nextCursor } = await readPage(registrations, query, 'requestedAt', 'asc')
  const people =
    snapshots.length > 0
      ? await db.getAll(...snapshots.map((snapshot) => documents.person(snapshot.data().userId)))
      : []
  const items = snapshots.map((snapshot, index) => ({
    ...presentSnapshot(snapshot)!,
    person: presentAttendee(people[index] && seePerson(people[index] as DocumentSnapshot<Person>)),
  }))
  if (!wantsCsv) return json(200, { items, nextCursor })
  const { stringify } = await import('csv-stringify/sync')
  const text = stringify(
    items.map(({ person, state, requestedAt, settledAt, attempt }) => [
      person.name,
      person.username,
      state,
      requestedAt,
      settledAt,
      attempt,
    ]),
    // A spreadsheet would run a name that starts with “=” as a formula.
    {
      header: true,
      columns: ['name', 'username', 'state', 'requestedAt', 'settledAt', 'attempt'],
      escape_formulas: true,
    },
  )
  return csv(200, text)
})
