import { describe, expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import {
  asPerson,
  signIn,
  signInWith,
  signInWithGoogle,
  signUp,
  tokenOf,
  unique,
} from '../../testing/people.ts'

const readMe = (token: string) => api<Profile>('GET', '/v1/me', undefined, { token })
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds
/** A surname that no other test uses. It has letters only, so that the suggested username contains it unchanged. */
const newSurname = () => unique().replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)

describe('a sign-in with Google', () => {
  const newGoogleAccount = (name: string) => ({
    sub: unique(),
    email: `${unique()}@gmail.test`,
    email_verified: true,
    name,
  })

  test('creates a profile with a username from the name, and the next sign-in finds the profile', async () => {
    const nina = newGoogleAccount(`Nina ${newSurname()}`)
    const first = await readMe(await signInWithGoogle(nina))
    expect(first.status).toBe(200)
    const [firstName, lastName] = nina.name.split(' ')
    expect(first.body).toMatchObject({
      email: nina.email,
      emailVerified: true,
      firstName,
      lastName,
      username: `nina-${lastName}`,
      role: 'member',
    })
    const second = await readMe(await signInWithGoogle(nina))
    expect(second.body).toMatchObject({ uid: first.body.uid, username: first.body.username })
    expect((await documents.people().where('username', '==', first.body.username).get()).size).toBe(1)
  })

  test('gives five people with one name five usernames when they sign in at the same time', async () => {
    const name = `Nina ${newSurname()}`
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => readMe(await signInWithGoogle(newGoogleAccount(name)))),
    )
    const usernames = answers.map(({ body }) => body.username)
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
    expect(new Set(usernames).size).toBe(5)
    const own = name.toLowerCase().replace(' ', '-')
    expect(usernames).toContain(own)
    for (const username of usernames)
      expect(username).toMatch(new RegExp(`^(${own}(-\\d+)?|member-[0-9a-f]{10})$`))
  })
})

describe('a sign-in', () => {
  const recordSignIn = (token: string) => api('POST', '/v1/me/sign-ins', {}, { token })
  const readRecords = (uid: string) =>
    db.collection('activity').where('actorId', '==', uid).where('action', '==', 'auth-record-sign-in').get()

  test('is recorded once for repeated requests, and the next sign-in is recorded too', async () => {
    const ada = await asPerson('Ada')
    const [first, second] = [secondsAgo(300), secondsAgo(30)]
    const replies = await Promise.all(
      [first, first, first, second].map((at) => recordSignIn(tokenOf(ada, { auth_time: at }))),
    )
    expect(replies.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    const times = (await readRecords(ada.uid)).docs.map((doc) => doc.get('at').toMillis() / 1000)
    expect(times.sort()).toEqual([first, second])
  })

  test('is not recorded again after its token was renewed', async () => {
    const ada = await asPerson('Ada')
    const at = secondsAgo(3000)
    for (const iat of [at, secondsAgo(10)]) await recordSignIn(tokenOf(ada, { auth_time: at, iat }))
    expect((await readRecords(ada.uid)).size).toBe(1)
  })
})

describe('signing out everywhere', () => {
  test('ends every session at Labseat and Firebase, and gives the caller a new one', async () => {
    const ada = await signUp('Ada')
    const elsewhere = tokenOf(ada, { auth_time: secondsAgo(120) })
    const phone = await signInWith('signInWithPassword', { email: ada.email, password: 'labseat-demo' })
    expect((await readMe(elsewhere)).status).toBe(200)

    const { status, body } = await api('POST', '/v1/me/revoke-sessions', undefined, ada)
    expect(status).toBe(200)
    expect((await readMe(elsewhere)).body).toMatchObject({ code: 'unauthenticated' })
    const here = await signInWith('signInWithCustomToken', { token: body.customToken })
    expect((await readMe(here.idToken)).body).toMatchObject({
      uid: ada.uid,
      email: ada.email,
      emailVerified: true,
    })
    // Firebase counts in whole seconds, so it may still accept a refresh token from the second of the revocation.
    const validAfter = (await documents.access(ada.uid).get()).data()!.validAfter!
    expect(Date.parse(validAfter)).toBeGreaterThan(Date.now() - 30_000)
    expect(phone.refreshToken).not.toBe(here.refreshToken)
    expect((await readMe(await signIn(ada.email))).status).toBe(200)
  })
})
