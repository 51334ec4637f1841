import { beforeEach, describe, expect, test } from 'vitest'
import type { Notification } from '../../contract/notifications.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { storeNotices } from '../../testing/bell.ts'
import { asPerson, type Person } from '../../testing/people.ts'

type Page = { items: Notification[]; nextCursor?: string }
let erik: Person
beforeEach(async () => {
  erik = await asPerson('Erik')
})

/** Stores `count` notifications. `n0` is the oldest, and two at a time have the same moment. */
const createNotifications = async (count: number) => {
  const batch = db.batch()
  for (let index = 0; index < count; index++)
    batch.create(documents.notifications(erik.uid).doc(`n${index}`), {
      kind: 'event-changed',
      title: `Notice ${index}`,
      body: 'Something changed.',
      link: '/',
      read: false,
      createdAt: new Date(Date.UTC(2031, 0, 1, Math.floor(index / 2))).toISOString(),
    })
  await batch.commit()
}
const list = async (query = '') => {
  const { body } = await api<Page>('GET', `/v1/me/notifications${query}`, undefined, erik)
  return body
}
const unread = async () => (await list('?limit=100')).items.filter(({ read }) => !read).map(({ id }) => id)

test('pages list each notification of the caller once, newest first', async () => {
  await createNotifications(7)
  const listed: string[] = []
  let page = await list('?limit=2')
  for (;;) {
    listed.push(...page.items.map(({ id }) => id))
    if (!page.nextCursor) break
    page = await list(`?limit=2&cursor=${page.nextCursor}`)
  }
  expect(listed).toEqual(['n6', 'n5', 'n4', 'n3', 'n2', 'n1', 'n0'])
  const sam = await asPerson('Sam')
  expect((await api<Page>('GET', '/v1/me/notifications', undefined, sam)).body).toEqual({ items: [] })
})

test('a notification stays for a year', async () => {
  await createNotifications(1)
  const ref = documents.notifications(erik.uid).doc('n0')
  await api('PATCH', '/v1/me/notifications/n0', { read: true }, erik)
  const stored = await db.doc(ref.path).get()
  const stayMs = stored.get('expiresAt').toMillis() - stored.get('createdAt').toMillis()
  expect(stayMs / 86_400_000).toBe(365)
})

test('the filter `unread` lists unread notifications page by page', async () => {
  await createNotifications(6)
  for (const id of ['n0', 'n3', 'n5']) await api('PATCH', `/v1/me/notifications/${id}`, { read: true }, erik)
  const first = await list('?unread=true&limit=2')
  expect(first.items.map(({ id }) => id)).toEqual(['n4', 'n2'])
  const last = await list(`?unread=true&limit=2&cursor=${first.nextCursor}`)
  expect(last.items.map(({ id }) => id)).toEqual(['n1'])
})

test('a page has twenty items by default', async () => {
  await createNotifications(21)
  const page = await list()
  expect(page.items).toHaveLength(20)
  expect((await list(`?cursor=${page.nextCursor}`)).items.map(({ id }) => id)).toEqual(['n0'])
})

describe('a notification', () => {
  const mark = (id: string, read: boolean, as = erik) =>
    api<Notification>('PATCH', `/v1/me/notifications/${id}`, { read }, as)

  test('is marked read and unread', async () => {
    await createNotifications(3)
    expect((await mark('n1', true)).body).toMatchObject({ id: 'n1', title: 'Notice 1', read: true })
    expect(await unread()).toEqual(['n2', 'n0'])
    expect((await mark('n1', false)).body.read).toBe(false)
    expect(await unread()).toEqual(['n2', 'n1', 'n0'])
  })

  test('can be deleted once', async () => {
    await createNotifications(2)
    const remove = () => api('DELETE', '/v1/me/notifications/n0', undefined, erik)
    expect((await remove()).status).toBe(204)
    expect((await remove()).status).toBe(404)
    expect((await mark('n0', true)).status).toBe(404)
    expect((await list()).items.map(({ id }) => id)).toEqual(['n1'])
  })
})

test('all can be marked as read, in several commits, and other people’s stay unread', async () => {
  await createNotifications(500)
  await documents.notifications(erik.uid).doc('more').create({
    kind: 'welcome',
    title: 'One more',
    body: '',
    link: '/',
    read: false,
    createdAt: '2031-02-01T00:00:00.000Z',
  })
  const sam = erik
  erik = await asPerson('Erik')
  await createNotifications(1)
  expect((await api('POST', '/v1/me/notifications/read-all', undefined, sam)).status).toBe(204)
  const left = await documents.notifications(sam.uid).where('read', '==', false).count().get()
  expect(left.data().count).toBe(0)
  expect(await unread()).toEqual(['n0'])
  expect((await api('POST', '/v1/me/notifications/read-all', undefined, sam)).status).toBe(204)
})

test('all can be deleted, in several commits, and other people’s stay', async () => {
  const keep = await asPerson('Sam')
  await documents.notifications(erik.uid).doc('n0').delete()
  for (const { uid } of [erik, keep]) await storeNotices(uid, 501)
  const clear = () => api('DELETE', '/v1/me/notifications', undefined, erik)
  expect((await clear()).status).toBe(204)
  expect((await documents.notifications(erik.uid).count().get()).data().count).toBe(0)
  expect((await documents.notifications(keep.uid).count().get()).data().count).toBe(501)
  expect((await clear()).status).toBe(204)
})
