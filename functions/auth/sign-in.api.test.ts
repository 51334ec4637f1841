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

const me = (token: string) => api<Profile>('GET', '/v1/me', undefined, { token })
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds
/** Letters only: a name, and a username from it, that no other test has. */
const surname = () => unique().replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)

describe('with Google', () => {
  const google = (name: string) => ({
    sub: unique(),
    email: `${unique()}@gmail.test`,
    email_verified: true,
    name,
  })

  test('the first time makes a profile, with a username from the name; the second time finds it', async () => {
    const nina = google(`Nina ${surname()}`)
    const first = await me(await signInWithGoogle(nina))
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
    const second = await me(await signInWithGoogle(nina))
    expect(second.body).toMatchObject({ uid: first.body.uid, username: first.body.username })
    expect((await documents.people().where('username', '==', first.body.username).get()).size).toBe(1)
  })

  test('five of one name at once get five usernames', async () => {
    const name = `Nina ${surname()}`
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => me(await signInWithGoogle(google(name)))),
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
  const signsIn = (token: string) => api('POST', '/v1/me/sign-ins', undefined, { token })
  const readRecords = (uid: string) =>
    db.collection('activity').where('actorId', '==', uid).where('action', '==', 'auth-record-sign-in').get()

  test('is on record once, however often it is told, and the next one again', async () => {
    const ada = await asPerson('Ada')
    const [first, second] = [secondsAgo(300), secondsAgo(30)]
    const replies = await Promise.all(
      [first, first, first, second].map((at) => signsIn(tokenOf(ada, { auth_time: at }))),
    )
    expect(replies.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    const times = (await readRecords(ada.uid)).docs.map((doc) => doc.get('at').toMillis() / 1000)
    expect(times.sort()).toEqual([first, second])
  })

  test('that was renewed since is still the same one', async () => {
    const ada = await asPerson('Ada')
    const at = secondsAgo(3000)
    for (const iat of [at, secondsAgo(10)]) await signsIn(tokenOf(ada, { auth_time: at, iat }))
    expect((await readRecords(ada.uid)).size).toBe(1)
  })
})

describe('signing out everywhere', () => {
  test('ends every session, here and at Firebase, and the one that asked goes on', async () => {
    const ada = await signUp('Ada')
    const elsewhere = tokenOf(ada, { auth_time: secondsAgo(120) })
    const phone = await signInWith('signInWithPassword', { email: ada.email, password: 'labseat-demo' })
    expect((await me(elsewhere)).status).toBe(200)

    const { status, body } = await api('POST', '/v1/me/revoke-sessions', undefined, ada)
    expect(status).toBe(200)
    expect((await me(elsewhere)).body).toMatchObject({ code: 'unauthenticated' })
    const here = await signInWith('signInWithCustomToken', { token: body.customToken })
    expect((await me(here.idToken)).body).toMatchObject({
      uid: ada.uid,
      email: ada.email,
      emailVerified: true,
    })
    // In the very second of the revocation Firebase, too, still takes what was given out in it.
    const validAfter = (await documents.access(ada.uid).get()).data()!.validAfter!
    expect(Date.parse(validAfter)).toBeGreaterThan(Date.now() - 30_000)
    expect(phone.refreshToken).not.toBe(here.refreshToken)
    expect((await me(await signIn(ada.email))).status).toBe(200)
  })
})
