import { describe, expect, test } from 'vitest'
import { config } from '../../server/config.ts'
import { db } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { api } from '../../testing/api.ts'
import { linksIn, readMailTo, waitForMail } from '../../testing/mail.ts'
import {
  asPerson,
  password,
  signIn,
  signInWithGoogle,
  signUp,
  tokenOf,
  unique,
  withAccount,
} from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

/** Opens an e-mailed link as the web app does. Returns the e-mail address or the error code. */
const follow = async (link: string, body: Record<string, string> = {}) => {
  const { searchParams } = new URL(link)
  const method = searchParams.get('mode') === 'resetPassword' ? 'resetPassword' : 'update'
  const response = await fetch(`${config.authHost}/v1/accounts:${method}?key=demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ oobCode: searchParams.get('oobCode'), ...body }),
  })
  const answer = (await response.json()) as { email?: string; error?: { message: string } }
  return answer.error?.message ?? answer.email
}
/** Sends one more e-mail and waits for it. E-mail is sent in order, so an earlier e-mail that is missing then is never sent. */
const afterTheQueue = async () => {
  const last = await asPerson('Last')
  await withAccount(last)
  await requestReset(last.email)
  await waitForMail(last.email, 'new password')
}
const requestReset = (email: string) => api('POST', '/v1/auth/password-reset', { email })

describe('confirming an address', () => {
  const requestVerification = (token: string) =>
    api('POST', '/v1/auth/resend-verification', undefined, { token })

  test('sends the link a second time, at most once a minute, and a used link stops working', async () => {
    const ada = await signUp('Ada', { verified: false })
    const first = await waitForMail(ada.email, 'Confirm')
    const { status, body } = await requestVerification(ada.token)
    expect({ status, body }).toEqual({ status: 202, body: { email: ada.email } })
    const second = await requestVerification(ada.token)
    expect({ status: second.status, code: second.body.code }).toEqual({ status: 429, code: 'rate-limited' })
    const wait = Number(second.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(50)
    expect(wait).toBeLessThanOrEqual(60)

    const mails = await waitUntil('the second e-mail', async () => {
      const all = await readMailTo(ada.email)
      return all.length === 2 && all
    })
    const link = linksIn(mails.at(-1)!)[0]!
    expect(await follow(link)).toBe(ada.email)
    expect(await follow(link)).toBe('INVALID_OOB_CODE')
    expect(linksIn(first)[0]).not.toBe(link)
    expect((await auth.getUser(ada.uid)).emailVerified).toBe(true)
  })

  test('sends nothing if the address is confirmed already', async () => {
    const ada = await signUp('Ada')
    for (const _ of [1, 2]) expect((await requestVerification(ada.token)).status).toBe(202)
    await afterTheQueue()
    const links = (await readMailTo(ada.email)).filter(({ subject }) => subject.includes('Confirm'))
    expect(links).toHaveLength(1)
  })
})

describe('a forgotten password', () => {
  test('is replaced with an e-mailed link that works once', async () => {
    const ada = await signUp('Ada')
    expect((await requestReset(ada.email.toUpperCase())).status).toBe(202)
    const [link] = linksIn(await waitForMail(ada.email, 'new password'))
    expect(await follow(link!, { newPassword: 'a better one' })).toBe(ada.email)
    expect(await follow(link!, { newPassword: 'and another' })).toBe('INVALID_OOB_CODE')
    expect(await signIn(ada.email, 'a better one')).toBeTruthy()
    await expect(signIn(ada.email, password)).rejects.toThrow(/INVALID/)
  })

  test('gets the same response for a known and an unknown address, and no other address gets e-mail', async () => {
    const ada = await asPerson('Ada')
    await withAccount(ada)
    const nobody = `nobody-${unique()}@labseat.test`
    const [known, unknown] = await Promise.all([requestReset(ada.email), requestReset(nobody)])
    const withoutAddress = ({ status, text, headers }: typeof known) => ({
      status,
      text: text.replaceAll(/[\w-]+@labseat\.test/g, 'ADDRESS'),
      headers: [...headers.keys()].sort(),
    })
    expect(withoutAddress(unknown)).toEqual(withoutAddress(known))
    await waitForMail(ada.email, 'new password')
    await afterTheQueue()
    expect(await readMailTo(nobody)).toEqual([])
  })

  test('sends at most three e-mails in 15 minutes; a fourth request gets the same response', async () => {
    const ada = await asPerson('Ada')
    await withAccount(ada)
    for (const _ of [1, 2, 3, 4]) expect((await requestReset(ada.email)).status).toBe(202)
    await waitUntil('three e-mails', async () => (await readMailTo(ada.email)).length === 3)
    await afterTheQueue()
    expect(await readMailTo(ada.email)).toHaveLength(3)
    const mails = await db.collection('mails').where('email', '==', ada.email).get()
    expect(mails.size).toBe(0)
  })
})

describe('a new address', () => {
  const changeEmail = (body: object, token: string) => api('PUT', '/v1/me/email', body, { token })

  test('replaces the old one when its link is opened, and the old address gets an e-mail', async () => {
    const ada = await signUp('Ada')
    const email = `ada-new-${unique()}@labseat.test`
    const { status, body } = await changeEmail({ email, currentPassword: password }, ada.token)
    expect({ status, body }).toEqual({ status: 202, body: { email } })
    const notice = await waitForMail(ada.email, 'about to change')
    expect(notice.text).toContain(email)
    expect(notice.text).not.toContain('oobCode')
    expect((await auth.getUser(ada.uid)).email).toBe(ada.email)

    const [link] = linksIn(await waitForMail(email, 'Confirm your new'))
    await follow(link!)
    const token = await signIn(email)
    const me = await api('GET', '/v1/me', undefined, { token })
    expect(me.body).toMatchObject({ uid: ada.uid, email, emailVerified: true })
    await expect(signIn(ada.email)).rejects.toThrow(/INVALID|NOT_FOUND/)
    expect(await follow(link!)).toBe('INVALID_OOB_CODE')
  })

  test('that another person has is refused', async () => {
    const [ada, bob] = [await asPerson('Ada'), await asPerson('Bob')]
    await Promise.all([withAccount(ada), withAccount(bob)])
    const { status, body } = await changeEmail({ email: bob.email, currentPassword: password }, ada.token)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'email-taken' })
  })

  test('requires a recent sign-in from a person without a password', async () => {
    const email = `${unique()}@gmail.test`
    const token = await signInWithGoogle({ sub: unique(), email, email_verified: true, name: 'Gina Google' })
    const { body: gina } = await api('GET', '/v1/me', undefined, { token })
    const to = () => ({ email: `gina-${unique()}@labseat.test` })
    const old = tokenOf(gina, { auth_time: Math.floor(Date.now() / 1000) - 901 })
    expect((await changeEmail(to(), old)).body.code).toBe('recent-sign-in-required')
    expect((await changeEmail(to(), token)).status).toBe(202)
  })

  test('of a stranger gets at most three e-mails from all accounts together', async () => {
    const stranger = `stranger-${unique()}@labseat.test`
    const spellings = [stranger, stranger.toUpperCase(), stranger.replace('@', '+x@'), stranger]
    const people = await Promise.all(spellings.map(() => signUp('Ada', { verified: false })))
    const statuses: number[] = []
    for (const _ of [1, 2, 3])
      for (const [index, { token }] of people.entries())
        statuses.push(
          (await changeEmail({ email: spellings[index], currentPassword: password }, token)).status,
        )
    await afterTheQueue()
    const mails = await Promise.all([...new Set(spellings)].map(readMailTo))
    expect(mails.flat()).toHaveLength(3)
    const refused = await changeEmail({ email: stranger, currentPassword: password }, people[0]!.token)
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 429, code: 'rate-limited' })
    expect(refused.body.detail).toMatch(/This address got several of these e-mails already.*hours/)
    expect(statuses.slice(0, 3)).toEqual([202, 202, 202])
  })

  test('sends nothing to an old address that nobody confirmed', async () => {
    const ada = await signUp('Ada', { verified: false })
    const email = `ada-new-${unique()}@labseat.test`
    expect((await changeEmail({ email, currentPassword: password }, ada.token)).status).toBe(202)
    await waitForMail(email, 'Confirm your new')
    await afterTheQueue()
    const subjects = (await readMailTo(ada.email)).map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject.includes('about to change'))).toEqual([])
  })
})
