import type { DocumentSnapshot, Query, QueryDocumentSnapshot } from '@google-cloud/firestore'
import type { Person } from '../../contract/people.ts'
import { type RegistrationDocument, registrationsList } from '../../contract/registrations.ts'
import { presentAttendee } from '../../domain/people.ts'
import { attendeeColumns, attendeeRowOf, attendeesFileName } from '../../domain/registrations.ts'
import { db, documents } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { readPage } from '../../server/read-page.ts'
import { seePerson } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { csv, json, xlsx } from '../reply.ts'
import { presentSnapshot } from './_registration.ts'

/** Adds the current names of the people. */
const withPeople = async (snapshots: QueryDocumentSnapshot<RegistrationDocument>[]) => {
  const people =
    snapshots.length > 0
      ? await db.getAll(...snapshots.map((snapshot) => documents.person(snapshot.data().userId)))
      : []
  return snapshots.map((snapshot, index) => ({
    ...presentSnapshot(snapshot)!,
    person: presentAttendee(people[index] && seePerson(people[index] as DocumentSnapshot<Person>)),
  }))
}

const rowsPerRead = 300

/**
 * The rows of a file, some hundreds at a time. They are in the order of the documents' ids, which are the people: a person who cancels and
 * comes back while the file is written changes the order of arrival, and would be in the file twice or not at all.
 */
async function* readRows(registrations: Query<RegistrationDocument>) {
  let cursor: string | undefined
  do {
    const page = await readPage(registrations, { limit: rowsPerRead, cursor }, null, 'asc')
    yield (await withPeople(page.snapshots)).map(attendeeRowOf)
    cursor = page.nextCursor
  } while (cursor)
}

async function* writeCsv(registrations: Query<RegistrationDocument>) {
  const { stringify } = await import('csv-stringify/sync')
  let header = true
  for await (const rows of readRows(registrations)) {
    // A spreadsheet would run a name that starts with “=” as a formula. It reads UTF-8 by the byte order mark.
    yield stringify(rows, { header, bom: header, columns: [...attendeeColumns], escape_formulas: true })
    header = false
  }
}

const writeWorkbook = async (registrations: Query<RegistrationDocument>): Promise<Uint8Array> => {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const rows: (string | number | null)[][] = [[...attendeeColumns]]
  for await (const page of readRows(registrations)) for (const row of page) rows.push(row)
  return await writeXlsxFile(rows).toBuffer()
}

/** Registrations in order of arrival, or all of them as a file. */
export default endpoint(registrationsList, async ({ params, query, caller, wantsCsv, wantsXlsx }) => {
  const { eventId } = params
  const { event } = await readEventFor(eventId, caller, 'registrations-list')
  let registrations: Query<RegistrationDocument> = documents.registrations(eventId)
  if (query.state) registrations = registrations.where('state', '==', query.state)
  if (wantsCsv) return csv(200, writeCsv(registrations), attendeesFileName(event.title, 'csv'))
  if (wantsXlsx) return xlsx(200, await writeWorkbook(registrations), attendeesFileName(event.title, 'xlsx'))
  const { snapshots, nextCursor } = await readPage(registrations, query, 'requestedAt', 'asc')
  return json(200, { items: await withPeople(snapshots), nextCursor })
})
