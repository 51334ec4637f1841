import { db, documents } from '../server/documents.ts'
import { password, signIn, unique } from '../testing/people.ts'
import { inFlight } from './client.ts'

export type Person = { uid: string; token: string }

const project = process.env.GOOGLE_CLOUD_PROJECT!
const owner = { authorization: 'Bearer owner' }
const addressOf = (uid: string) => `${uid}@labseat.test`

/** Creates accounts in the Auth emulator and signs in with their passwords. */
export const signInPeople = async (count: number): Promise<Person[]> => {
  const mark = unique()
  const names = Array.from({ length: count }, (_, index) => `p${String(index).padStart(4, '0')}-${mark}`)
  const users = names.map((name) => ({
    localId: name,
    email: addressOf(name),
    emailVerified: true,
    rawPassword: password,
    displayName: 'Pia Person',
  }))
  const host = `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com`
  const response = await fetch(`${host}/v1/projects/${project}/accounts:batchCreate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...owner },
    body: JSON.stringify({ users }),
  })
  if (!response.ok) throw new Error(`The accounts were not created: ${await response.text()}`)
  return inFlight(16, names, async (uid) => ({ uid, token: await signIn(addressOf(uid)) }))
}

/** A token of now. The API destroys a cluster only for a person who has signed in during the last 15 minutes. */
export const signInAgain = async ({ uid }: Person): Promise<Person> => ({
  uid,
  token: await signIn(addressOf(uid)),
})

/**
 * Empties the database and writes these people. The emulator's queries scan every document, whatever the index, so one round's documents
 * would slow down the next round. In the cloud, a query's cost depends on its results only.
 */
export const freshDatabase = async (people: readonly Person[]): Promise<void> => {
  const host = `http://${process.env.FIRESTORE_EMULATOR_HOST}/emulator`
  const wiped = await fetch(`${host}/v1/projects/${project}/databases/(default)/documents`, {
    method: 'DELETE',
    headers: owner,
  })
  if (!wiped.ok) throw new Error(`The database was not emptied: ${await wiped.text()}`)
  const now = new Date().toISOString()
  for (let first = 0; first < people.length; first += 150) {
    const batch = db.batch()
    for (const { uid } of people.slice(first, first + 150)) {
      // E-mail is off, because the function that sends it would share the processor with the measured functions. Queueing is counted.
      const preferences = { mail: { registrations: false, events: false, organising: false } }
      const named = { uid, username: uid, firstName: 'Pia', lastName: 'Person', preferences }
      batch.create(documents.person(uid), { ...named, createdAt: now, updatedAt: now, state: 'active' })
      batch.create(documents.username(uid), { uid, createdAt: now })
      batch.create(documents.access(uid), { role: 'member', suspended: false })
    }
    await batch.commit()
  }
}
