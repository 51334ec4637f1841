import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../contract/events.ts'
import { operations } from '../contract/index.ts'
import { db, documents, Timestamp } from '../server/documents.ts'
import { api, send } from '../testing/api.ts'
import { workshop } from '../testing/events.ts'
import { asPerson, type Person, unique } from '../testing/people.ts'

let olga: Person
beforeAll(async () => {
  olga = await asPerson('Olga')
})

const create = (body: unknown, key: string, as = olga) =>
  api<Event>('POST', '/v1/events', body, as, { 'idempotency-key': key })
const eventsOf = async (person: Person) =>
  (await documents.events().where('ownerId', '==', person.uid).get()).docs.map((doc) => doc.id)
const countActivities = async (person: Person) =>
  (await db.collection('activity').where('actorId', '==', person.uid).get()).size

test('only the creation of an event, a cloud account or a cluster takes a key', () =>
  // A new operation with idempotency keys needs tests here. Cloud accounts and clusters have theirs beside their endpoints.
  expect(operations.filter(({ idempotent }) => idempotent).map(({ id }) => id)).toEqual([
    'events-create',
    'cloud-accounts-create',
    'clusters-create',
  ]))

test('a repeated request gets the first response and creates no second event', async () => {
  const key = unique()
  const body = workshop()
  const first = await create(body, key)
  const second = await create(body, key)
  expect(first.status).toBe(201)
  expect(second.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
  expect((await eventsOf(olga)).filter((id) => id === first.body.id)).toHaveLength(1)
})

test('a key with another body is refused, and nothing is created', async () => {
  const [rita, key] = [await asPerson('Rita'), unique()]
  const body = workshop()
  const first = await create(body, key, rita)
  const countsBefore = [await eventsOf(rita), await countActivities(rita)]
  const other = await create({ ...body, title: 'Something else' }, key, rita)
  expect(other.body).toMatchObject({ status: 409, code: 'idempotency-mismatch' })
  expect([await eventsOf(rita), await countActivities(rita)]).toEqual(countsBefore)
  expect((await create(body, key, rita)).body.id).toBe(first.body.id)
})

test('ten simultaneous requests with one key create one event and get the same response', async () => {
  const [tom, key] = [await asPerson('Tom'), unique()]
  const body = workshop()
  const answers = await Promise.all(Array.from({ length: 10 }, () => create(body, key, tom)))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201))
  expect(new Set(answers.map((reply) => reply.text)).size).toBe(1)
  expect(await eventsOf(tom)).toEqual([answers[0]!.body.id])
  expect(await countActivities(tom)).toBe(1)
})

test('of two simultaneous requests with one key and two bodies one is refused', async () => {
  const [una, key] = [await asPerson('Una'), unique()]
  const answers = await Promise.all(
    ['One', 'Two'].map((word) => create(workshop({ title: `Workshop ${word}` }), key, una)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await eventsOf(una)).toHaveLength(1)
})

test('two people can use the same key', async () => {
  const [key, sam] = [unique(), await asPerson('Sam')]
  const body = workshop()
  const [hers, his] = [await create(body, key), await create(body, key, sam)]
  expect(hers.body.ownerId).toBe(olga.uid)
  expect(his.body.ownerId).toBe(sam.uid)
})

test('a refused request does not use up its key', async () => {
  const key = unique()
  expect((await create(workshop({ capacity: 0 }), key)).status).toBe(400)
  expect((await create(workshop(), key)).status).toBe(201)
})

test('a key may have 255 characters, and requests without a key are independent', async () => {
  const key = unique().padEnd(255, 'k')
  const body = workshop()
  expect((await create(body, key)).body.id).toBe((await create(body, key)).body.id)
  const [first, second] = [
    await api<Event>('POST', '/v1/events', body, olga),
    await api<Event>('POST', '/v1/events', body, olga),
  ]
  expect(first.body.id).not.toBe(second.body.id)
})

describe('the record', () => {
  const recordOf = async (eventId: string) =>
    (await db.collection('idempotency').get()).docs.find((doc) => doc.get('body').includes(eventId))!

  test('does not contain the body of the request, and expires after a day', async () => {
    const { body } = await create(workshop({ description: 'Bring the secret handshake.' }), unique())
    const record = (await recordOf(body.id)).data()
    expect(record.mac).toMatch(/^[0-9a-f]{64}$/)
    const hours = (record.expiresAt.toMillis() - Date.parse(body.createdAt)) / 3_600_000
    expect(hours).toBe(24)
  })

  test('that has expired does not count: the key creates one new event', async () => {
    const key = unique()
    const body = workshop()
    const first = await create(body, key)
    await (await recordOf(first.body.id)).ref.update({ expiresAt: Timestamp.fromMillis(Date.now() - 1) })
    const next = await Promise.all([create(body, key), create(body, key)])
    expect(next.map(({ status }) => status)).toEqual([201, 201])
    expect(next[0].body.id).not.toBe(first.body.id)
    expect(next[1].body.id).toBe(next[0].body.id)
  })
})

test('a key changes nothing for an operation with a natural id', async () => {
  const { body: event } = await create(workshop(), unique())
  const erik = await asPerson('Erik')
  const requestSeat = () =>
    send(`/v1/events/${event.id}/registrations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${erik.token}`, 'idempotency-key': 'one' },
    })
  expect((await requestSeat()).status).toBe(202)
  expect((await requestSeat()).status).toBe(200)
})
