import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UnsecuredJWT } from 'jose'

/** A separate project, so that the rules and documents of other tests stay the same. */
export const rulesProject = 'demo-labseat-standing'

export const standings = ['good', 'suspended', 'revoked', 'leaving', 'removed'] as const
export type Standing = (typeof standings)[number]
export const roles = ['member', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]
export type Somebody = { uid: string; standing: Standing; role: Role }

/** A person of each role in each standing. */
export const somebodies: Somebody[] = roles.flatMap((role) =>
  standings.map((standing) => ({ uid: `${standing}-${role}`, standing, role })),
)

/** Seconds. Every token is of a sign-in at this time. */
export const signedInAt = 5_000

/** access/{uid}; undefined for a person who has left. */
export const accessOf = ({ standing, role }: Pick<Somebody, 'standing' | 'role'>) => {
  if (standing === 'removed') return undefined
  return {
    role,
    suspended: standing === 'suspended',
    // Tokens count in whole seconds. A sign-in in the same second as `validAfter` stays valid.
    validAfter: new Date((standing === 'revoked' ? signedInAt + 1 : signedInAt) * 1000),
    ...(standing === 'leaving' && { deletingSince: new Date() }),
  }
}

const event = (uid: string, state: string) => ({
  state,
  ownerId: uid,
  organiserIds: [uid],
  startsAt: new Date(),
})
const registration = (uid: string, eventId: string) => ({
  eventId,
  userId: uid,
  state: 'confirmed',
  holdsSeat: true,
  requestedAt: new Date(),
})

/** Everything that a person can have. */
export const belongingsOf = (uid: string): Record<string, object> => ({
  [`people/${uid}`]: { firstName: 'Erik' },
  [`people/${uid}/notifications/one`]: { read: false, createdAt: new Date() },
  [`people/${uid}/live/check`]: { checkId: 'one', steps: [] },
  [`cloudAccounts/${uid}`]: { ownerId: uid, createdAt: new Date() },
  [`cloudAccounts/${uid}/private/secret`]: { ciphertext: 'c2VjcmV0' },
  [`clusters/${uid}`]: { ownerId: uid, createdAt: new Date() },
  [`clusters/${uid}/runs/one`]: { clusterId: uid, createdAt: new Date() },
  [`clusters/${uid}/runs/one/log/000000`]: { text: 'Terraform has been initialised.', at: new Date() },
  [`clusters/${uid}/runs/one/private/access`]: { claim: 'digest' },
  [`events/${uid}`]: event(uid, 'published'),
  [`events/draft-${uid}`]: event(uid, 'draft'),
  [`events/hidden-${uid}`]: event(uid, 'hidden'),
  [`labs/${uid}`]: { ownerId: 'somebody', state: 'ready' },
  [`labs/${uid}/places/guest`]: { userId: 'guest', server: 'running' },
  [`labs/by-somebody/places/${uid}`]: { userId: uid, server: 'running' },
  [`events/${uid}/private/access`]: { url: 'https://meet.labseat.test' },
  [`events/${uid}/public/line`]: { first: 1, next: 2, gone: [] },
  [`events/${uid}/registrations/guest`]: registration('guest', uid),
  [`events/${uid}/reviews/guest`]: { userId: 'guest', rating: 5, createdAt: new Date() },
  [`events/by-somebody/registrations/${uid}`]: registration(uid, 'by-somebody'),
})

/** What is not a person's. */
export const shared: Record<string, object> = {
  'events/by-somebody': event('somebody', 'published'),
  'events/by-somebody/private/access': { url: 'https://meet.labseat.test' },
  'labs/by-somebody': { ownerId: 'somebody', state: 'ready' },
  'labs/by-somebody/places/guest': { userId: 'guest', server: 'running' },
  'people/somebody': { firstName: 'Mina' },
  'events/by-somebody/registrations/guest': registration('guest', 'by-somebody'),
  'people/somebody/notifications/one': { read: false, createdAt: new Date() },
  'cloudAccounts/somebody': { ownerId: 'somebody', createdAt: new Date() },
  'clusters/somebody': { ownerId: 'somebody', createdAt: new Date() },
  'clusters/somebody/runs/one': { clusterId: 'somebody', createdAt: new Date() },
  'clusters/somebody/runs/one/log/000000': { text: 'Terraform has been initialised.', at: new Date() },
  'access/somebody': { role: 'member', suspended: false },
  'clients/one': { ownerId: 'somebody', createdAt: new Date() },
  'clients/one/private/secret': { ciphertext: 'c2VjcmV0' },
  'accountOffers/one': { ownerId: 'somebody', personId: 'somebody' },
  'labCosts/one': { ownerId: 'somebody' },
  'announcements/one': { state: 'gathering' },
  'oidcArtifacts/one': { personId: 'somebody', expiresAt: new Date() },
  'usernames/somebody': { uid: 'somebody' },
  'activity/one': { actorId: 'somebody', at: new Date() },
  'idempotency/one': {},
  'limits/one': {},
  'avatars/somebody': { version: 1 },
  'removed/one': {},
  'guards/admins': {},
  'mails/one': { email: 'mina@labseat.test' },
  'deadLetters/one': {},
  'messageFailures/one': {},
  'system/sweep': {},
  'notes/one': {},
}

/** The collections of server/documents.ts, with `{}` in place of each id, and those that server code names itself. */
export const readCollections = (): string[] => {
  const source = readFileSync(join(import.meta.dirname, '../server/documents.ts'), 'utf8')
  const paths = [...source.matchAll(/db\.(doc|collection)\((?:pathOf)?[`']([^`']+)[`']\)/g)].map(
    ([, kind, path]) => {
      const parts = path!.split('/')
      const collection = kind === 'doc' ? parts.slice(0, -1) : parts
      return collection.map((part, index) => (index % 2 ? '{}' : part)).join('/')
    },
  )
  return [...new Set(paths)].sort()
}

const host = () => process.env.FIRESTORE_EMULATOR_HOST!
const root = () => `projects/${rulesProject}/databases/(default)/documents`

/** An ID token as the emulator takes it; undefined signs nobody in. */
const tokenFor = (uid: string) => {
  const issuedAt = Math.floor(Date.now() / 1000)
  return new UnsecuredJWT({
    iss: `https://securetoken.google.com/${rulesProject}`,
    aud: rulesProject,
    sub: uid,
    user_id: uid,
    auth_time: signedInAt,
    iat: issuedAt,
    exp: issuedAt + 3600,
    email_verified: true,
    firebase: { identities: {}, sign_in_provider: 'password' },
  }).encode()
}

/**
 * Calls Firestore's REST API, which takes what the web SDK cannot send, such as an offset
 * (https://firebase.google.com/docs/firestore/reference/rest).
 *
 * @returns the HTTP status
 */
export const callFirestore = async (
  uid: string | undefined,
  method: string,
  path: string,
  body?: object,
): Promise<number> => {
  const response = await fetch(`http://${host()}/v1/${root()}${path}`, {
    method,
    headers: { ...(uid && { authorization: `Bearer ${tokenFor(uid)}` }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  // A stream of results answers 200 and holds its error.
  const failure = /"code":\s*(\d{3})/.exec(text)
  return response.ok && failure ? Number(failure[1]) : response.status
}

/** A list: a collection, or with `everywhere` a collection group, where a field has a value. */
export type List = {
  collection: string
  everywhere?: boolean
  where?: [field: string, op: string, value: string]
}
export type Bounds = { limit?: number; offset?: number }

const structuredQuery = ({ collection, everywhere = false, where }: List, { limit, offset }: Bounds) => ({
  from: [{ collectionId: collection.split('/').at(-1), allDescendants: everywhere }],
  ...(where && {
    where: {
      fieldFilter: { field: { fieldPath: where[0] }, op: where[1], value: { stringValue: where[2] } },
    },
  }),
  ...(limit !== undefined && { limit }),
  ...(offset !== undefined && { offset }),
})
const parentOf = ({ collection }: List) => {
  const parent = collection.split('/').slice(0, -1).join('/')
  return parent ? `/${parent}` : ''
}

export const getByRest = (uid: string | undefined, path: string) => callFirestore(uid, 'GET', `/${path}`)
export const listByRest = (uid: string | undefined, list: List, bounds: Bounds) =>
  callFirestore(uid, 'POST', `${parentOf(list)}:runQuery`, { structuredQuery: structuredQuery(list, bounds) })
export const countByRest = (uid: string | undefined, list: List, bounds: Bounds) =>
  callFirestore(uid, 'POST', `${parentOf(list)}:runAggregationQuery`, {
    structuredAggregationQuery: {
      structuredQuery: structuredQuery(list, bounds),
      aggregations: [{ alias: 'count', count: {} }],
    },
  })
