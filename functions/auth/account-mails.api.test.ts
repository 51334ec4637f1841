import { describe, expect, test } from 'vitest'
import { config } from '../../server/config.ts'
import { db } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { api } from '../../testing/api.ts'
import { linksIn, mailAbout, mailTo } from '../../testing/mail.ts'
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

/** What the app's page for e-mailed links does with them. */
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
/** E-mail that is asked for later than another one is written later too: what has not come by then does not come. */
const afterTheQueue = async () => {
  const last = await asPerson('Last')
  await withAccount(last)
  await resets(last.email)
  await mailAbout(last.email, 'new password')
}
const resets = (email: string) => api('POST', '/v1/auth/password-reset', { email })

describe('confirming an address', () => {
  const resends = (token: string) => api('POST', '/v1/auth/resend-verification', undefined, { token })

  test('sends the link again, once a minute, and a used link works no more', async () => {
    const ada = await signUp('Ada', { verified: false })
    const first = await mailAbout(ada.email, 'Confirm')
    const { status, body } = await resends(ada.token)
    expect({ status, body }).toEqual({ status: 202, body: { email: ada.email } })
    const second = await resends(ada.token)
    expect({ status: second.status, code: second.body.code }).toEqual({ status: 429, code: 'rate-limited' })
    const wait = Number(second.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(50)
    expect(wait).toBeLessThanOrEqual(60)

    const mails = await waitUntil('the second e-mail', async () => {
      const all = await mailTo(ada.email)
      return all.length === 2 && all
    })
    const link = linksIn(mails.at(-1)!)[0]!
    expect(await follow(link)).toBe(ada.email)
    expect(await follow(link)).toBe('INVALID_OOB_CODE')
    expect(linksIn(first)[0]).not.toBe(link)
    expect((await auth.getUser(ada.uid)).emailVerified).toBe(true)
  })

  test('sends nothing where it is confirmed', async () => {
    const ada = await signUp('Ada')
    for (const _ of [1, 2]) expect((await resends(ada.token)).status).toBe(202)
    await afterTheQueue()
    const links = (await mailTo(ada.email)).filter(({ subject }) => subject.includes('Confirm'))
    expect(links).toHaveLength(1)
  })
})

describe('a forgotten password', () => {
  test('is replaced by way of the e-mail, with a link that works once', async () => {
    const ada = await signUp('Ada')
    expect((await resets(ada.email.toUpperCase())).status).toBe(202)
    const [link] = linksIn(await mailAbout(ada.email, 'new password'))
    expect(await follow(link!, { newPassword: 'a better one' })).toBe(ada.email)
    expect(await follow(link!, { newPassword: 'and another' })).toBe('INVALID_OOB_CODE')
    expect(await signIn(ada.email, 'a better one')).toBeTruthy()
    await expect(signIn(ada.email, password)).rejects.toThrow(/INVALID/)
  })

  test('is answered alike whether or not anybody has the address, and nobody else gets e-mail', async () => {
    const ada = await asPerson('Ada')
    await withAccount(ada)
    const nobody = `nobody-${unique()}@labseat.test`
    const [known, unknown] = await Promise.all([resets(ada.email), resets(nobody)])
    const seen = ({ status, text, headers }: typeof known) => ({
      status,
      text: text.replaceAll(/[\w-]+@labseat\.test/g, 'ADDRESS'),
      headers: [...headers.keys()].sort(),
    })
    expect(seen(unknown)).toEqual(seen(known))
    await mailAbout(ada.email, 'new password')
    await afterTheQueue()
    expect(await mailTo(nobody)).toEqual([])
  })

  test('fills nobody’s mailbox: the fourth within a quarter of an hour is answered and not sent', async () => {
    const ada = await asPerson('Ada')
    await withAccount(ada)
    for (const _ of [1, 2, 3, 4]) expect((await resets(ada.email)).status).toBe(202)
    await waitUntil('three e-mails', async () => (await mailTo(ada.email)).length === 3)
    await afterTheQueue()
    expect(await mailTo(ada.email)).toHaveLength(3)
    const mails = await db.collection('mails').where('email', '==', ada.email).get()
    expect(mails.size).toBe(0)
  })
})

describe('another address', () => {
  const changes = (body: object, token: string) => api('PUT', '/v1/me/email', body, { token })

  test('is signed in with once its link is opened; the old one is told, and its sessions end', async () => {
    const ada = await signUp('Ada')
    const email = `ada-new-${unique()}@labseat.test`
    const { status, body } = await changes({ email, currentPassword: password }, ada.token)
    expect({ status, body }).toEqual({ status: 202, body: { email } })
    const notice = await mailAbout(ada.email, 'about to change')
    expect(notice.text).toContain(email)
    expect(notice.text).not.toContain('oobCode')
    expect((await auth.getUser(ada.uid)).email).toBe(ada.email)

    const [link] = linksIn(await mailAbout(email, 'Confirm your new'))
    await follow(link!)
    const token = await signIn(email)
    const me = await api('GET', '/v1/me', undefined, { token })
    expect(me.body).toMatchObject({ uid: ada.uid, email, emailVerified: true })
    await expect(signIn(ada.email)).rejects.toThrow(/INVALID|NOT_FOUND/)
    expect(await follow(link!)).toBe('INVALID_OOB_CODE')
  })

  test('that somebody has is refused', async () => {
    const [ada, bob] = [await asPerson('Ada'), await asPerson('Bob')]
    await Promise.all([withAccount(ada), withAccount(bob)])
    const { status, body } = await changes({ email: bob.email, currentPassword: password }, ada.token)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'email-taken' })
  })

  test('of who has no password asks for a fresh sign-in', async () => {
    const email = `${unique()}@gmail.test`
    const token = await signInWithGoogle({ sub: unique(), email, email_verified: true, name: 'Gina Google' })
    const { body: gina } = await api('GET', '/v1/me', undefined, { token })
    const to = () => ({ email: `gina-${unique()}@labseat.test` })
    const old = tokenOf(gina, { auth_time: Math.floor(Date.now() / 1000) - 400 })
    expect((await changes(to(), old)).body.code).toBe('recent-sign-in-required')
    expect((await changes(to(), token)).status).toBe(202)
  })
})
