import { randomBytes } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import type { Profile, Role } from '../contract/people.ts'
import { db, documents } from '../server/documents.ts'
import { api } from './api.ts'
import { commitBatch } from './commit-batch.ts'
import { waitUntil } from './wait-until.ts'

export const password = 'labseat-demo'

export type Person = {
  uid: string
  email: string
  username: string
  firstName: string
  lastName: string
  /** A Firebase ID token. */
  token: string
}

/** A random suffix, so that two tests can use the same name. */
export const unique = (): string => randomBytes(5).toString('hex')

const project = () => process.env.GOOGLE_CLOUD_PROJECT!
const auth = () => `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}`

/** Firebase's links that were sent by e-mail, newest last. Opening one confirms the address. Labseat's own links hold the same code. */
export const readMailedLinks = async (email: string): Promise<string[]> => {
  const response = await fetch(`${auth()}/emulator/v1/projects/${project()}/oobCodes`)
  const { oobCodes } = (await response.json()) as { oobCodes: { email: string; oobLink: string }[] }
  return oobCodes.filter((code) => code.email === email).map((code) => code.oobLink)
}

/** One of the Auth emulator's ways to sign in, as the web app uses them. */
export const signInWith = async (
  way: 'signInWithPassword' | 'signInWithCustomToken' | 'signInWithIdp',
  credentials: Record<string, unknown>,
): Promise<{ idToken: string; refreshToken: string; localId: string }> => {
  const response = await fetch(`${auth()}/identitytoolkit.googleapis.com/v1/accounts:${way}?key=demo-key`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...credentials, returnSecureToken: true }),
  })
  const answer = (await response.json()) as {
    idToken?: string
    refreshToken?: string
    localId?: string
    error?: { message: string }
  }
  const { idToken, refreshToken = '', localId = '', error } = answer
  if (!idToken) throw new Error(`No ${way} for ${credentials.email ?? 'this person'}: ${error?.message}`)
  return { idToken, refreshToken, localId }
}

/** Signs in as the web app does, and returns the ID token. */
export const signIn = async (email: string, secret: string = password): Promise<string> =>
  (await signInWith('signInWithPassword', { email, password: secret })).idToken

/** Signs in with a Google account. The emulator accepts its claims in place of Google's token. */
export const signInWithGoogle = async (account: {
  sub: string
  email: string
  email_verified: boolean
  name: string
}): Promise<string> => {
  const postBody = new URLSearchParams({ id_token: JSON.stringify(account), providerId: 'google.com' })
  return (
    await signInWith('signInWithIdp', {
      postBody: postBody.toString(),
      requestUri: 'http://localhost',
      returnIdpCredential: true,
    })
  ).idToken
}

/** Registers over the API, opens the link in the e-mail and signs in. */
export const signUp = async (firstName: string, { verified = true } = {}): Promise<Person> => {
  const username = `${firstName.toLowerCase()}-${unique()}`
  const email = `${username}@labseat.test`
  const person = { firstName, lastName: 'Labseat', username, email }
  const { status, body, text } = await api<Profile>('POST', '/v1/auth/register', { ...person, password })
  if (status !== 201) throw new Error(`${firstName} could not register: ${text}`)
  if (verified) {
    const link = await waitUntil('the e-mail', async () => (await readMailedLinks(email)).at(-1))
    await fetch(link)
  }
  return { ...person, uid: body.uid, token: await signIn(email) }
}

/** An ID token without a signature, as the Auth emulator issues them. `claims` replace the default claims. */
export const tokenOf = (
  person: { uid: string; email?: string; name?: string },
  claims: Record<string, unknown> = {},
): string => {
  const now = Math.floor(Date.now() / 1000)
  return new UnsecuredJWT({
    iss: `https://securetoken.google.com/${project()}`,
    aud: project(),
    sub: person.uid,
    user_id: person.uid,
    auth_time: now,
    iat: now,
    exp: now + 3600,
    email: person.email,
    email_verified: true,
    name: person.name,
    firebase: { identities: {}, sign_in_provider: 'password' },
    ...claims,
  }).encode()
}

/** Creates the Firebase account of a person from `asPerson`, with the demo's password. */
export const withAccount = async (person: Person, { emailVerified = true } = {}): Promise<void> => {
  const { ok, status } = await fetch(
    `${auth()}/identitytoolkit.googleapis.com/v1/projects/${project()}/accounts`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ localId: person.uid, email: person.email, emailVerified, password }),
    },
  )
  if (!ok) throw new Error(`${person.firstName} got no account: ${status}`)
}

export type Kind = {
  role?: Role
  suspended?: boolean
  emailVerified?: boolean
  /** false: an account at Firebase, and no documents in Labseat. */
  profile?: boolean
}

/** Writes a person's profile, access and username directly, which is fast. The token is unsigned, and there is no account to sign in with. */
export const asPerson = async (firstName: string, kind: Kind = {}): Promise<Person> => {
  const { role = 'member', suspended = false, emailVerified = true, profile = true } = kind
  const username = `${firstName.toLowerCase()}-${unique()}`
  const uid = `${firstName}-${unique()}`
  const person = { uid, username, firstName, lastName: 'Labseat', email: `${username}@labseat.test` }
  if (profile) {
    const now = new Date().toISOString()
    const batch = db.batch()
    const { email: _email, ...profileFields } = person
    batch.create(documents.person(uid), { ...profileFields, createdAt: now, updatedAt: now, state: 'active' })
    batch.create(documents.username(username), { uid, createdAt: now })
    batch.create(documents.access(uid), { role, suspended })
    await commitBatch(batch)
  }
  const named = { ...person, name: `${firstName} Labseat` }
  return { ...person, token: tokenOf(named, { email_verified: emailVerified }) }
}
