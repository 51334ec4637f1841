import type { Query } from '@google-cloud/firestore'
import type { UserRecord } from 'firebase-admin/auth'
import { withAsciiDomain } from '../../contract/ascii-domain.ts'
import type { AccessDocument } from '../../contract/people.ts'
import { type User, usersList } from '../../contract/users.ts'
import { personSearch, presentUser } from '../../domain/people.ts'
import { documents } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { readDocument } from '../../server/read-document.ts'
import { readPage } from '../../server/read-page.ts'
import { type SeenPerson, seeAccess, seePerson } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const accountByEmail = (email: string): Promise<UserRecord | undefined> =>
  auth.getUserByEmail(email).catch((error: { code?: string }) => {
    if (error.code === 'auth/user-not-found' || error.code === 'auth/invalid-email') return undefined
    throw error
  })

type Known = { person: SeenPerson; access: AccessDocument }

/** Adds the e-mail address and the last sign-in, which only Firebase Authentication stores. */
const withAccounts = async (people: Known[]): Promise<User[]> => {
  if (people.length === 0) return []
  // `getUsers` accepts 100 people, the maximum of a page.
  const { users } = await auth.getUsers(people.map(({ person }) => ({ uid: person.uid })))
  const accounts = new Map(users.map((account) => [account.uid, account]))
  return people.map(({ person, access }) => {
    const { email, metadata } = accounts.get(person.uid) ?? {}
    const signedIn = metadata?.lastSignInTime
    const lastSignInAt = signedIn && new Date(signedIn).toISOString()
    return presentUser(person, access, { email, lastSignInAt })
  })
}

/**
 * People, newest first. With search words, Firestore filters by the longest word. With only a role or a suspension, it filters
 * access/{uid}, where the order is by id. The other filters run in memory.
 */
export default endpoint(usersList, async ({ query }) => {
  const text = withAsciiDomain(query.query ?? '')
  const { term, finds } = personSearch(text)
  const known = new Map<string, Known>()
  // `readDocument` sends simultaneous reads in one call to Firestore.
  const keep = async (uid: string): Promise<boolean> => {
    const [profile, standing] = await Promise.all([
      readDocument(documents.person(uid)),
      readDocument(documents.access(uid)),
    ])
    const [person, access] = [seePerson(profile), seeAccess(standing)]
    if (!person || !access) return false
    if (query.role && access.role !== query.role) return false
    if (query.suspended !== undefined && access.suspended !== query.suspended) return false
    if (!text.includes('@') && !finds(person)) return false
    known.set(uid, { person, access })
    return true
  }
  const answer = async (uids: string[], nextCursor?: string) =>
    json(200, { items: await withAccounts(uids.map((uid) => known.get(uid)!)), nextCursor })

  if (text.includes('@')) {
    const account = await accountByEmail(text)
    return answer(account && (await keep(account.uid)) ? [account.uid] : [])
  }
  if (text !== '' && !term) return answer([])
  if (!term && (query.suspended || query.role === 'operator' || query.role === 'admin')) {
    let standing: Query<AccessDocument> = documents.accessCollection()
    if (query.role) standing = standing.where('role', '==', query.role)
    if (query.suspended !== undefined) standing = standing.where('suspended', '==', query.suspended)
    const { snapshots, nextCursor } = await readPage(
      standing,
      query,
      null,
      'asc',
      (_, uid) => keep(uid),
      seeAccess,
    )
    return answer(
      snapshots.map((snapshot) => snapshot.id),
      nextCursor,
    )
  }
  const people = term ? documents.people().where('words', 'array-contains', term) : documents.people()
  const { snapshots, nextCursor } = await readPage(
    people,
    query,
    'createdAt',
    'desc',
    (_, uid) => keep(uid),
    seePerson,
  )
  return answer(
    snapshots.map((snapshot) => snapshot.id),
    nextCursor,
  )
})
