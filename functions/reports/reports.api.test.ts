import { beforeAll, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import type { Report } from '../../contract/reports.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

type Page = { items: Report[]; nextCursor?: string }
let [adam, olga, erik, sam]: Person[] = []
let event: Event
beforeAll(async () => {
  ;[olga, erik, sam] = await Promise.all(['Olga', 'Erik', 'Sam'].map((name) => asPerson(name)))
  adam = await asPerson('Adam', { role: 'admin' })
  event = await publishEvent(olga!, { title: 'Free money in an afternoon' })
})

const reportEvent = (person: Person | undefined, comment = '', eventId = event.id) =>
  api('POST', `/v1/events/${eventId}/reports`, { reason: 'spam', comment }, person)
const change = (verb: 'hide' | 'restore' | 'dismiss', eventId = event.id, by = adam) =>
  api<Report & { code?: string }>('POST', `/v1/reports/${eventId}/${verb}`, undefined, by)
const list = async (state: Report['state']): Promise<Report | undefined> => {
  const { body } = await api<Page>('GET', `/v1/reports?state=${state}&limit=100`, undefined, adam)
  return body.items.find(({ eventId }) => eventId === event.id)
}
const requestSeat = (person: Person | undefined) =>
  api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
const read = (person: Person | undefined) => api('GET', `/v1/events/${event.id}`, undefined, person)
const suspend = (person: Person | undefined, suspended: boolean) =>
  api('PUT', `/v1/users/${person!.uid}/suspended`, { suspended }, adam)

test('people report an event once each, and admins see what they said without their names', async () => {
  for (const _ of [1, 2]) expect((await reportEvent(erik, 'It asks for card numbers.')).status).toBe(204)
  await Promise.all([reportEvent(sam), reportEvent(sam)])
  const report = (await list('open'))!
  expect(report).toMatchObject({
    count: 2,
    state: 'open',
    event: { title: 'Free money in an afternoon', state: 'published', ownerId: olga!.uid },
  })
  expect(report.statements.map(({ comment }) => comment)).toEqual(['', 'It asks for card numbers.'])
  const stored = await db.collection(`reports/${event.id}/people`).get()
  const text = JSON.stringify([report, ...stored.docs.map((snapshot) => [snapshot.id, snapshot.data()])])
  for (const { uid } of [erik!, sam!]) expect(text).not.toContain(uid)
})

test('an event that a person cannot see cannot be reported', async () => {
  const draft = await publishEvent(olga!, { state: 'draft' })
  for (const id of [draft.id, 'nowhere']) expect((await reportEvent(erik, '', id)).status).toBe(404)
})

test('only admins see reports and decide about them', async () => {
  expect((await change('hide', event.id, olga)).status).toBe(403)
  expect((await api('GET', '/v1/reports', undefined, erik)).status).toBe(403)
  expect((await change('hide', 'nowhere')).body.code).toBe('not-found')
})

test('an admin hides an event that nobody reported and shows it again, but not a draft', async () => {
  const [quiet, draft] = [await publishEvent(olga!), await publishEvent(olga!, { state: 'draft' })]
  const answers = await Promise.all([change('hide', quiet.id), change('hide', quiet.id)])
  for (const { body } of answers) expect(body).toMatchObject({ state: 'hidden', count: 0, statements: [] })
  expect((await api('GET', `/v1/events/${quiet.id}`)).status).toBe(404)
  expect((await change('restore', quiet.id)).body.state).toBe('dismissed')
  expect((await api('GET', `/v1/events/${quiet.id}`)).status).toBe(200)
  expect((await change('hide', draft.id)).body.code).toBe('not-found')
  for (const verb of ['restore', 'dismiss'] as const)
    expect((await change(verb, draft.id)).body.code).toBe('not-found')
})

test('a hidden event takes no seats until an admin shows it again', async () => {
  expect((await requestSeat(erik)).status).toBe(202)
  await waitUntilSettled(db, event.id)
  expect((await change('hide')).body.state).toBe('hidden')
  expect((await list('open'))?.eventId).toBeUndefined()
  expect((await list('hidden'))?.eventId).toBe(event.id)
  for (const person of [undefined, erik, olga]) expect((await read(person)).status).toBe(404)
  expect((await read(adam)).status).toBe(200)
  expect((await requestSeat(sam)).status).not.toBe(202)
  expect((await documents.registration(event.id, erik!.uid).get()).data()?.state).toBe('confirmed')

  expect((await change('restore')).body.state).toBe('dismissed')
  expect((await read(undefined)).status).toBe(200)
  expect((await requestSeat(sam)).status).toBe(202)
  expect(await waitUntilSettled(db, event.id)).toMatchObject({ seatsTaken: 2 })
})

test('a new report puts a dismissed event back on the list', async () => {
  expect((await change('dismiss')).body.state).toBe('dismissed')
  expect((await reportEvent(await asPerson('Tom'), 'Still there.')).status).toBe(204)
  expect(await list('open')).toMatchObject({ count: 3, state: 'open' })
})

test('the end of a suspension does not show an event that an admin hid, and showing it does not end a suspension', async () => {
  await change('hide')
  await suspend(olga, true)
  await suspend(olga, false)
  expect((await read(undefined)).status).toBe(404)
  await suspend(olga, true)
  await change('restore')
  expect((await read(undefined)).status).toBe(404)
  await suspend(olga, false)
  expect((await read(undefined)).status).toBe(200)
})
