import type { Query } from '@google-cloud/firestore'
import { formerMember, type Person } from '../../contract/people.ts'
import { type RegistrationDocument, registrationsList } from '../../contract/registrations.ts'
import { db, documents } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { csv, json } from '../reply.ts'
import { presented } from './_registration.ts'

/** Who registered, in order of arrival, with their names as they are now. */
export default endpoint(registrationsList, async ({ params, query, caller, wantsCsv }) => {
  const { eventId } = params
  await readEventFor(eventId, caller, 'registrations-list')
  let registrations: Query<RegistrationDocument> = documents.registrations(eventId)
  if (query.state) registrations = registrations.where('state', '==', query.state)
  const { snapshots, nextCursor } = await readPage(registrations, query, 'requestedAt', 'asc')
  const found = snapshots.map((one) => presented(one)!)
  const people = found.length > 0 ? await db.getAll(...found.map((one) => documents.person(one.userId))) : []
  const items = found.map((one, index) => {
    const person = people[index]?.data() as Person | undefined
    return {
      ...one,
      person: person
        ? {
            username: person.username,
            name: `${person.firstName} ${person.lastName}`,
            avatarVersion: person.avatarVersion ?? null,
          }
        : { username: formerMember.uid, name: formerMember.name, avatarVersion: null },
    }
  })
  if (!wantsCsv) return json(200, { items, nextCursor })
  const { stringify } = await import('csv-stringify/sync')
  const text = stringify(
    items.map((one) => [
      one.person.name,
      one.person.username,
      one.state,
      one.requestedAt,
      one.settledAt,
      one.attempt,
    ]),
    // A name that starts with “=” would be run as a formula by a spreadsheet.
    {
      header: true,
      columns: ['name', 'username', 'state', 'requestedAt', 'settledAt', 'attempt'],
      escape_formulas: true,
    },
  )
  return csv(200, text)
})
