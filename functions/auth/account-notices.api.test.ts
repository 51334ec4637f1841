import { describe, expect, test } from 'vitest'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { readMailTo, waitForMail } from '../../testing/mail.ts'
import { asPerson, type Person, password, signIn, signUp, tokenOf, unique } from '../../testing/people.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'

/** Records the token's sign-in, as the web app does. */
const record = async (token: string, device?: string, userAgent = firefox) => {
  const body = device === undefined ? {} : { device }
  const answer = await api('POST', '/v1/me/sign-ins', body, { token }, { 'user-agent': userAgent })
  expect(answer.status, answer.text).toBe(204)
}
const titlesOf = async ({ uid }: Person, kind: string) =>
  (await documents.notifications(uid).where('kind', '==', kind).get()).docs
    .map((doc) => doc.get('title'))
    .sort()

/** Changes an account at Firebase, past the API. */
const changeAtFirebase = async (body: Record<string, unknown>, authorization?: string) => {
  const host = `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1`
  const path = authorization
    ? `/projects/${process.env.GOOGLE_CLOUD_PROJECT}/accounts:update`
    : '/accounts:update?key=demo-key'
  const { ok, status } = await fetch(`${host}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  })
  expect(ok, String(status)).toBe(true)
}
const asOwner = 'Bearer owner'

describe('a sign-in from a new device', () => {
  const secondsAgo = (count: number) => Math.floor(Date.now() / 1000) - count
  const [home, other] = ['the-browser-at-home', 'the-browser-of-someone-else']
  /** Sign-ins at different seconds. */
  const signInAt = (person: Person, age: number) => tokenOf(person, { auth_time: secondsAgo(age) })

  test('sends a notice, and one from a known device or the first one does not', async () => {
    const ada = await asPerson('Ada')
    await record(signInAt(ada, 50), home)
    await record(signInAt(ada, 40), home)
    expect(await titlesOf(ada, 'new-sign-in')).toEqual([])
    await record(signInAt(ada, 30), other)
    await record(signInAt(ada, 30), other)
    expect(await titlesOf(ada, 'new-sign-in')).toEqual(['New sign-in with Firefox on Linux'])
    await record(signInAt(ada, 20), home, safari)
    await record(signInAt(ada, 10), other)
    expect(await titlesOf(ada, 'new-sign-in')).toEqual([
      'New sign-in with Firefox on Linux',
      'New sign-in with Safari on iPhone',
    ])
  })

  test('without a name or a browser is one device', async () => {
    const ada = await asPerson('Ada')
    await record(signInAt(ada, 50), home)
    for (const age of [40, 30]) await record(signInAt(ada, age), undefined, 'curl/8')
    expect(await titlesOf(ada, 'new-sign-in')).toEqual(['New sign-in from an unknown device'])
  })

  test('after half a year without a sign-in sends a notice, because the device was forgotten', async () => {
    const ada = await asPerson('Ada')
    await record(signInAt(ada, 50), home)
    await record(signInAt(ada, 40), other)
    const devices = await documents.devices(ada.uid).get()
    for (const { ref } of devices.docs) await ref.update({ expiresAt: new Date('2020-01-01') })
    await record(signInAt(ada, 30), home)
    expect((await titlesOf(ada, 'new-sign-in')).length).toBe(2)
  })

  test('keeps a keyed hash of the device, and no name, browser or address', async () => {
    const ada = await asPerson('Ada')
    await record(signInAt(ada, 50), home)
    const [device] = (await documents.devices(ada.uid).get()).docs
    expect(device!.id).toMatch(/^[0-9a-f]{64}$/)
    expect(Object.keys(device!.data()).sort()).toEqual(['expiresAt', 'lastSignInAt'])
  })

  test('of a person without a profile, or who is leaving, stores no device', async () => {
    const [pia, lea] = await Promise.all([asPerson('Pia', { profile: false }), asPerson('Lea')])
    await documents.access(lea.uid).update({ deletingSince: new Date() })
    for (const person of [pia, lea]) {
      await record(signInAt(person, 50), home)
      expect((await documents.devices(person.uid).get()).size).toBe(0)
    }
  })

  test('is mailed also to a person who turned e-mail about the account off, without a link to turn it off', async () => {
    const ada = await signUp('Ada')
    await api('PATCH', '/v1/me', { preferences: { mail: { account: false } } }, ada)
    await record(signInAt(ada, 50), home)
    await record(signInAt(ada, 40), other)
    const mail = await waitForMail(ada.email, 'New sign-in with Firefox on Linux')
    expect(mail.text).toContain('You always get this e-mail')
    expect(mail.text).not.toContain('unsubscribe')
    expect(mail.headers).not.toHaveProperty('list-unsubscribe')
  })
})

describe('a change of what protects the account', () => {
  test('of the password over the API sends one notice, also after the next sign-in', async () => {
    const ada = await signUp('Ada')
    await record(ada.token)
    const next = 'a better one than before'
    expect(
      (await api('PUT', '/v1/me/password', { currentPassword: password, newPassword: next }, ada)).status,
    ).toBe(200)
    await record(await signIn(ada.email, next))
    expect(await titlesOf(ada, 'account-changed')).toEqual(['Your password has changed'])
    await waitForMail(ada.email, 'Your password has changed')
  })

  test('of the password at Firebase sends a notice at the next sign-in', async () => {
    const ada = await signUp('Ada')
    await record(ada.token)
    const next = 'a better one than before'
    await changeAtFirebase({ idToken: ada.token, password: next })
    const token = await signIn(ada.email, next)
    for (let times = 0; times < 2; times++) await record(token)
    expect(await titlesOf(ada, 'account-changed')).toEqual(['Your password has changed'])
  })

  test('of factors and of the address at Firebase sends a notice for each', async () => {
    const ada = await signUp('Ada')
    await record(ada.token)
    const enrollments = [{ mfaEnrollmentId: unique(), phoneInfo: '+46701234567' }]
    await changeAtFirebase({ localId: ada.uid, mfa: { enrollments } }, asOwner)
    await record(ada.token)
    expect(await titlesOf(ada, 'account-changed')).toEqual(['You have a new second factor'])
    await changeAtFirebase({ localId: ada.uid, mfa: { enrollments: [] } }, asOwner)
    // Two looks at the same time send one notice.
    await Promise.all([record(ada.token), record(ada.token)])
    const email = `ada-new-${unique()}@labseat.test`
    await changeAtFirebase({ localId: ada.uid, email }, asOwner)
    await record(await signIn(email))
    expect(await titlesOf(ada, 'account-changed')).toEqual([
      'A second factor was removed',
      'You have a new second factor',
      'You sign in with a new address',
    ])
    const subjects = (await readMailTo(ada.email)).map(({ subject }) => subject)
    expect(subjects).not.toContain('You sign in with a new address')
  })

  test('stores no address', async () => {
    const ada = await signUp('Ada')
    await record(ada.token)
    const stored = JSON.stringify((await documents.accountSeen(ada.uid).get()).data())
    expect(stored).toContain('passwordUpdatedAt')
    expect(stored).not.toContain('@')
  })
})
