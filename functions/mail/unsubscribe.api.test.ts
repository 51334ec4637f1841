import { beforeEach, describe, expect, test } from 'vitest'
import { config } from '../../server/config.ts'
import { documents } from '../../server/documents.ts'
import { createUnsubscribeToken } from '../../server/notify/mail-token.ts'
import { api, send } from '../../testing/api.ts'
import { asPerson, type Person } from '../../testing/people.ts'

let erik: Person
beforeEach(async () => {
  erik = await asPerson('Erik')
})
const pathWith = (token: string) => `/v1/mail/unsubscribe?${new URLSearchParams({ token })}`
const readMailChoices = async () => (await documents.person(erik.uid).get()).data()?.preferences?.mail

test('a mail program stops a group with one click (RFC 8058) and without a sign-in', async () => {
  const { status, body } = await send<{ group: string }>(
    pathWith(createUnsubscribeToken(erik.uid, 'events')),
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    },
  )
  expect([status, body]).toEqual([200, { group: 'events' }])
  expect(await readMailChoices()).toEqual({ events: false })
})

test('a multipart form and the page can stop a group too', async () => {
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  const token = createUnsubscribeToken(erik.uid, 'organising')
  expect((await send(pathWith(token), { method: 'POST', body: form })).status).toBe(200)
  expect((await api('POST', pathWith(createUnsubscribeToken(erik.uid, 'clusters')))).status).toBe(200)
  expect(await readMailChoices()).toEqual({ organising: false, clusters: false })
})

test('a repeated request changes nothing more, and other choices stay', async () => {
  await documents.person(erik.uid).update({ preferences: { theme: 'dark', mail: { clusters: false } } })
  const token = createUnsubscribeToken(erik.uid, 'events')
  expect((await api('POST', pathWith(token))).status).toBe(200)
  expect((await api('POST', pathWith(token))).status).toBe(200)
  expect((await documents.person(erik.uid).get()).data()?.preferences).toEqual({
    theme: 'dark',
    mail: { clusters: false, events: false },
  })
})

describe('a request is refused and changes nothing:', () => {
  test.each<[string, (uid: string) => string]>([
    ['with a forged signature', (uid) => `${uid}.events.${Buffer.alloc(32).toString('base64url')}`],
    [
      'with the signature for another group',
      (uid) => createUnsubscribeToken(uid, 'events').replace('.events.', '.account.'),
    ],
    [
      'with the signature for another person',
      (uid) => createUnsubscribeToken('olga', 'events').replace('olga', uid),
    ],
    [
      'with an unknown group',
      (uid) => createUnsubscribeToken(uid, 'events').replace('.events.', '.everything.'),
    ],
    ['with text after the token', (uid) => `${createUnsubscribeToken(uid, 'events')}.x`],
    ['with a shortened token', (uid) => createUnsubscribeToken(uid, 'events').slice(0, -5)],
    ['without a token', () => ''],
  ])('%s', async (_, forged) => {
    const { status, body } = await api('POST', pathWith(forged(erik.uid)))
    expect([status, body.code, body.fields?.[0]?.path]).toEqual([400, 'invalid-input', 'token'])
    expect(await readMailChoices()).toBeUndefined()
  })

  test('a GET, because mail scanners open links: it leads to the page with the button', async () => {
    const token = createUnsubscribeToken(erik.uid, 'events')
    const { status, headers } = await api('GET', pathWith(token))
    expect(status).toBe(303)
    const page = new URL(headers.get('location')!)
    expect(page.origin).toBe(new URL(config.mail.webUrl!).origin)
    expect([page.pathname, page.searchParams.get('token')]).toEqual(['/account/unsubscribe', token])
    expect(await readMailChoices()).toBeUndefined()
  })
})
