import { beforeEach, describe, expect, test } from 'vitest'
import { documents } from '../../server/documents.ts'
import { createUnsubscribeToken } from '../../server/notify/mail-token.ts'
import { api, send } from '../../testing/api.ts'
import { asPerson, type Person } from '../../testing/people.ts'

let erik: Person
beforeEach(async () => {
  erik = await asPerson('Erik')
})
const address = (token: string) => `/v1/mail/unsubscribe?${new URLSearchParams({ token })}`
const chosen = async () => (await documents.person(erik.uid).get()).data()?.preferences?.mail

test('a mail program stops a group with the one click of RFC 8058, signed in nowhere', async () => {
  const { status, body } = await send<{ group: string }>(
    address(createUnsubscribeToken(erik.uid, 'events')),
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    },
  )
  expect([status, body]).toEqual([200, { group: 'events' }])
  expect(await chosen()).toEqual({ events: false })
})

test('a form in parts does as well, and so does the page', async () => {
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  const token = createUnsubscribeToken(erik.uid, 'organising')
  expect((await send(address(token), { method: 'POST', body: form })).status).toBe(200)
  expect((await api('POST', address(createUnsubscribeToken(erik.uid, 'clusters')))).status).toBe(200)
  expect(await chosen()).toEqual({ organising: false, clusters: false })
})

test('twice is as good as once, and what else was chosen stays', async () => {
  await documents.person(erik.uid).update({ preferences: { theme: 'dark', mail: { clusters: false } } })
  const token = createUnsubscribeToken(erik.uid, 'events')
  expect((await api('POST', address(token))).status).toBe(200)
  expect((await api('POST', address(token))).status).toBe(200)
  expect((await documents.person(erik.uid).get()).data()?.preferences).toEqual({
    theme: 'dark',
    mail: { clusters: false, events: false },
  })
})

describe('is refused, and nothing changes:', () => {
  test.each<[string, (uid: string) => string]>([
    ['a forged signature', (uid) => `${uid}.events.${Buffer.alloc(32).toString('base64url')}`],
    [
      'the signature for another group',
      (uid) => createUnsubscribeToken(uid, 'events').replace('.events.', '.account.'),
    ],
    [
      'the signature for somebody else',
      (uid) => createUnsubscribeToken('olga', 'events').replace('olga', uid),
    ],
    [
      'a group there is not',
      (uid) => createUnsubscribeToken(uid, 'events').replace('.events.', '.everything.'),
    ],
    ['something behind it', (uid) => `${createUnsubscribeToken(uid, 'events')}.x`],
    ['half of it', (uid) => createUnsubscribeToken(uid, 'events').slice(0, -5)],
    ['nothing', () => ''],
  ])('%s', async (_, forged) => {
    const { status, body } = await api('POST', address(forged(erik.uid)))
    expect([status, body.code, body.fields?.[0]?.path]).toEqual([400, 'invalid-input', 'token'])
    expect(await chosen()).toBeUndefined()
  })

  test('just looking, which is what scanners of e-mail do', async () => {
    const { status } = await api('GET', address(createUnsubscribeToken(erik.uid, 'events')))
    expect(status).toBe(405)
    expect(await chosen()).toBeUndefined()
  })
})
