import type { DocumentSnapshot, QueryDocumentSnapshot } from '@google-cloud/firestore'
import type { AccessDocument, Person } from '../contract/people.ts'
import { repairPerson } from '../domain/people.ts'
import { findForm } from './documents.ts'
import { createLogger } from './log.ts'
import { readableFieldsOf, UnreadableDocument } from './stored-form.ts'

const log = createLogger()

/** Logs a document that its schema refuses: its path and fields, none of its values. The alert on unreadable documents counts these lines. */
const report = ({ path, refusals }: UnreadableDocument): void =>
  log('ERROR', 'A document cannot be read.', { path, refusals })

/** A document, or undefined if it is missing or its schema refuses it. The second is logged: an unreadable document must not stop others. */
export const readableData = <T>(snapshot: DocumentSnapshot<T>): T | undefined => {
  try {
    return snapshot.data()
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error
    report(error)
    return undefined
  }
}

/** The documents of a query that can be read, each with its snapshot. The other ones are logged. */
export const readableDocs = <T>(
  snapshots: readonly QueryDocumentSnapshot<T>[],
): { snapshot: QueryDocumentSnapshot<T>; data: T }[] =>
  snapshots.flatMap((snapshot) => {
    const data = readableData<T>(snapshot)
    return data === undefined ? [] : [{ snapshot, data }]
  })

/** The fields of a document that can be read, each for itself. @returns undefined if there is no document */
export const readableFields = <T>(snapshot: DocumentSnapshot<T>): Partial<T> | undefined => {
  const form = findForm(snapshot.ref.path)
  if (!snapshot.exists || !form) return undefined
  const data = Object.fromEntries(Object.keys(form.schema.shape).map((key) => [key, snapshot.get(key)]))
  return readableFieldsOf(form.schema, data) as Partial<T>
}

/** A person whose profile may be unreadable: what can be read of it. `unreadable` is there for such a profile only. */
export type SeenPerson = Person & { unreadable?: true }

/** A person for a list or an e-mail. An unreadable profile is logged and repaired. @returns undefined if there is no profile */
export const seePerson = (snapshot: DocumentSnapshot<Person>): SeenPerson | undefined => {
  const person = readableData(snapshot)
  if (person || !snapshot.exists) return person
  const names = { firstName: snapshot.get('firstName'), lastName: snapshot.get('lastName') }
  return { ...repairPerson(snapshot.id, readableFields(snapshot), names), unreadable: true }
}

/** A person's access. An unreadable one is logged, and gives no right that it does not name. @returns undefined if there is none */
export const seeAccess = (snapshot: DocumentSnapshot<AccessDocument>): AccessDocument | undefined => {
  const access = readableData(snapshot)
  return access || !snapshot.exists
    ? access
    : { role: 'member', suspended: false, ...readableFields(snapshot) }
}
