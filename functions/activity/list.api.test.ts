import { beforeAll, describe, expect, test } from 'vitest'
import type { ActivityItem } from '../../contract/activity.ts'
import type { Event } from '../../contract/events.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

type Page = { items: ActivityItem[]; nextCursor?: string }
let ada: Person
let olga: Person
let erik: Person
let event: Event
let between: string
beforeAll(async () => {
  ada = await asPerson('Ada', { role: 'admin' })
  ;[olga, erik] = (await Promise.all([asPerson('Olga'), asPerson('Erik')])) as [Person, Person]
  event = await publishEvent(olga)
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  between = new Date().toISOString()
  await api('PATCH', `/v1/events/${event.id}`, { title: 'Another title' }, olga)
  await api('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, erik)
  await waitUntilSettled(db, event.id)
})
const list = async (query: Record<string, string>) => {
  const { status, body, text } = await api<Page>(
    'GET',
    `/v1/activity?${new URLSearchParams(query)}`,
    undefined,
    ada,
  )
  expect(status, text).toBe(200)
  return body
}
const actions = ({ items }: Page) => items.map(({ action }) => action)
const thing = () => `events/${event.id}`

describe('the activity log', () => {
  test('lists the newest activity first, with its actor, action, document, time and request', async () => {
    const { items } = await list({ thing: thing() })
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    expect(items.at(-1)).toEqual({
      id: expect.any(String),
      actorId: olga.uid,
      action: 'events-create',
      thing: thing(),
      at: expect.any(String),
      requestId: expect.any(String),
    })
    expect(items.map(({ actorId }) => actorId)).toEqual(
      expect.arrayContaining(['system', erik.uid, olga.uid]),
    )
  })

  test('finds activities of a document and of the documents below it', async () => {
    expect(actions(await list({ thing: thing() }))).toEqual(
      expect.arrayContaining(['registrations-request', 'registrations-settle', 'events-update']),
    )
    const own = await list({ thing: `${thing()}/registrations/${erik.uid}` })
    expect(actions(own)).toEqual(['registrations-cancel', 'registrations-request'])
    expect(actions(await list({ thing: thing().slice(0, -1) }))).toEqual([])
  })

  test.each<[string, () => Record<string, string>, string[]]>([
    ['by person', () => ({ actor: erik.uid }), ['registrations-cancel', 'registrations-request']],
    ['by person and action', () => ({ actor: olga.uid, action: 'events-update' }), ['events-update']],
    ['by person and thing', () => ({ actor: olga.uid, thing: thing() }), ['events-update', 'events-create']],
    ['by action and thing', () => ({ action: 'events-create', thing: thing() }), ['events-create']],
    [
      'by person, action and thing',
      () => ({ actor: erik.uid, action: 'registrations-request', thing: thing() }),
      ['registrations-request'],
    ],
    ['by latest time', () => ({ actor: olga.uid, to: between }), ['events-create']],
    ['by earliest time', () => ({ actor: olga.uid, from: between }), ['events-update']],
    ['by an actor without activities', () => ({ actor: 'nobody-at-all' }), []],
  ])('is filtered %s', async (_, query, expected) => expect(actions(await list(query()))).toEqual(expected))

  test('lists each activity once across pages', async () => {
    const whole = await list({ thing: thing(), limit: '100' })
    const listed: string[] = []
    let cursor = ''
    do {
      const page = await list({ thing: thing(), limit: '2', ...(cursor && { cursor }) })
      listed.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(listed).toEqual(whole.items.map(({ id }) => id))
  })
})

test('an entry stays for a year, and the marks of notifications are not logged', async () => {
  await documents.notifications(erik.uid).doc('one').set({
    kind: 'event-changed',
    title: 'A notice',
    body: 'Something changed.',
    link: '/',
    read: false,
    createdAt: new Date().toISOString(),
  })
  const entriesBefore = await list({ actor: erik.uid, limit: '100' })
  for (const read of [true, false])
    expect((await api('PATCH', '/v1/me/notifications/one', { read }, erik)).status).toBe(200)
  expect((await api('POST', '/v1/me/notifications/read-all', undefined, erik)).status).toBe(204)
  expect((await api('DELETE', '/v1/me/notifications/one', undefined, erik)).status).toBe(204)
  expect((await api('DELETE', '/v1/me/notifications', undefined, erik)).status).toBe(204)
  expect(await list({ actor: erik.uid, limit: '100' })).toEqual(entriesBefore)

  const stored = await db.doc(`activity/${entriesBefore.items[0]!.id}`).get()
  const stayMs = stored.get('expiresAt').toMillis() - Date.parse(entriesBefore.items[0]!.at)
  expect(Math.round(stayMs / 86_400_000)).toBe(365)
})
