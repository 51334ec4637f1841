import type { Query, QueryDocumentSnapshot } from '@google-cloud/firestore'
import { meExport } from '../../contract/people.ts'
import { presentProfile } from '../../domain/people.ts'
import { withIsoTimes } from '../../domain/timestamps.ts'
import { db, documents } from '../../server/documents.ts'
import { personalDataQueries } from '../../server/people/personal-data.ts'
import { readableData, seeAccess } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { requireProfile } from './_profile.ts'

type StoredDocument = { path: string; [field: string]: unknown }
const all = async (query: Query): Promise<StoredDocument[]> =>
  (await query.get()).docs.map((doc) => ({ path: doc.ref.path, ...(withIsoTimes(doc.data()) as object) }))

/** Phone numbers belong to the account or to one of its second factors. */
const phoneOf = (factor: object): string[] =>
  'phoneNumber' in factor && typeof factor.phoneNumber === 'string' ? [factor.phoneNumber] : []

/** The data in Firebase Authentication, or null without an account. */
const accountOf = async (uid: string) => {
  const { auth } = await import('../../server/firebase-admin.ts')
  const user = await auth.getUser(uid).catch((error: { code?: string }) => {
    if (error.code === 'auth/user-not-found') return undefined
    throw error
  })
  if (!user) return null
  return {
    email: user.email ?? null,
    phoneNumbers: [user, ...(user.multiFactor?.enrolledFactors ?? [])].flatMap(phoneOf),
    signsInWith: user.providerData.map(({ providerId }) => providerId),
    createdAt: new Date(user.metadata.creationTime).toISOString(),
    lastSignInAt: user.metadata.lastSignInTime ? new Date(user.metadata.lastSignInTime).toISOString() : null,
  }
}

/** A client without the digest of its secret and the key of people's pseudonyms, which are no data about the caller. */
const withoutKeys = (snapshot: QueryDocumentSnapshot): StoredDocument => {
  const { secretHash: _hash, pseudonymKey: _key, ...fields } = snapshot.data()
  return { path: snapshot.ref.path, ...(withIsoTimes(fields) as object) }
}

/** All stored data about the caller. */
export default endpoint(meExport, async ({ caller, now }) => {
  const { uid } = caller
  const queries = personalDataQueries(uid)
  const [
    account,
    person,
    access,
    avatar,
    registrations,
    events,
    reviews,
    notifications,
    activity,
    cloudAccounts,
    labPlaces,
    clients,
  ] = await Promise.all([
    accountOf(uid),
    documents.person(uid).get(),
    documents.access(uid).get(),
    documents.avatar(uid).get(),
    all(queries.registrations),
    all(queries.owned),
    all(queries.reviews),
    all(db.collection(`people/${uid}/notifications`)),
    all(queries.activity),
    all(queries.cloudAccounts),
    all(queries.labPlaces),
    queries.clients.get(),
  ])
  const image = readableData(avatar)?.image
  return json(200, {
    exportedAt: now,
    account,
    profile: presentProfile(requireProfile(person), caller, caller.role),
    access: seeAccess(access)!,
    avatar: image ? `data:image/webp;base64,${Buffer.from(image).toString('base64')}` : null,
    registrations,
    events,
    reviews,
    notifications,
    activity,
    cloudAccounts,
    labPlaces,
    clients: clients.docs.map(withoutKeys),
  })
})
