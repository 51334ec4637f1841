import { password, signIn, unique } from '../e2e/support/people.ts'
import { db, documents } from '../functions/documents.ts'
import { inFlight } from './client.ts'

export type Person = { uid: string; token: string }

/** Accounts in the Auth emulator, signed in with their passwords there; profile and access as sign-up leaves them. */
export const signedIn = async (count: number): Promise<Person[]> => {
  const mark = unique()
  const names = Array.from({ length: count }, (_, index) => `p${String(index).padStart(4, '0')}-${mark}`)
  const url = `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1/projects/${process.env.GOOGLE_CLOUD_PROJECT}/accounts:batchCreate`
  const users = names.map((name) => ({
    localId: name,
    email: `${name}@labseat.test`,
    emailVerified: true,
    rawPassword: password,
    displayName: 'Pia Person',
  }))
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
    body: JSON.stringify({ users }),
  })
  if (!response.ok) throw new Error(`The accounts were not created: ${await response.text()}`)

  const now = new Date().toISOString()
  for (let first = 0; first < count; first += 150) {
    const batch = db.batch()
    for (const uid of names.slice(first, first + 150)) {
      const named = { uid, username: uid, firstName: 'Pia', lastName: 'Person' }
      batch.create(documents.person(uid), { ...named, createdAt: now, updatedAt: now, state: 'active' })
      batch.create(documents.username(uid), { uid, createdAt: now })
      batch.create(documents.access(uid), { role: 'member', suspended: false })
    }
    await batch.commit()
  }
  return inFlight(16, names, async (uid) => ({ uid, token: await signIn(`${uid}@labseat.test`) }))
}
