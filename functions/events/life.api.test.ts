import { beforeAll, describe, expect, test } from 'vitest'
import type { Event, EventDocument } from '../../contract/events.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { inHours, publishEvent, workshop } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { noticesOf } from '../../testing/registrations.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

let olga: Person
let erik: Person
beforeAll(async () => {
  ;[olga, erik] = (await Promise.all(['Olga', 'Erik'].map((name) => asPerson(name)))) as [Person, Person]
})

const createDraft = async (change: object = {}) =>
  (await api<Event>('POST', '/v1/events', workshop({ state: 'draft', ...change }), olga)).body
const patch = (event: Event, change: object) => api<Event>('PATCH', `/v1/events/${event.id}`, change, olga)
const post = (event: Event, verb: 'publish' | 'cancel') =>
  api<Event>('POST', `/v1/events/${event.id}/${verb}`, undefined, olga)
const remove = (event: Event) => api('DELETE', `/v1/events/${event.id}`, undefined, olga)
const requestSeat = (event: Event, person: Person) =>
  api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
const readStored = async ({ id }: Event) => (await documents.event(id).get()).data() as EventDocument

describe('creating', () => {
  test('stores the given fields and fills in defaults for the others', async () => {
    const startsAt = inHours(24)
    const { status, body } = await api<Event>(
      'POST',
      '/v1/events',
      {
        title: ' G ',
        description: 'Bring a laptop.',
        startsAt,
        location: { kind: 'in-person' },
        capacity: 3,
      },
      olga,
    )
    expect(status).toBe(400)
    expect(body).toMatchObject({ fields: [{ path: 'title' }] })

    const made = await api<Event>(
      'POST',
      '/v1/events',
      {
        title: ' Go on ',
        description: 'Bring a laptop.',
        startsAt,
        location: { kind: 'in-person' },
        capacity: 3,
      },
      olga,
    )
    expect(made.body).toEqual({
      id: expect.any(String),
      title: 'Go on',
      description: 'Bring a laptop.',
      startsAt,
      endsAt: null,
      timeZone: 'UTC',
      location: { kind: 'in-person' },
      capacity: 3,
      price: null,
      tags: [],
      state: 'draft',
      ownerId: olga.uid,
      ownerName: 'Olga Labseat',
      seatsTaken: 0,
      waitlisted: 0,
      rating: { count: 0, average: null },
      stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
      createdAt: expect.any(String),
      updatedAt: made.body.createdAt,
    })
    expect((await api<Event>('GET', `/v1/events/${made.body.id}`, undefined, olga)).body).toEqual(made.body)
    expect((await documents.activity(made.headers.get('x-request-id')!).get()).data()).toMatchObject({
      actorId: olga.uid,
      action: 'events-create',
      thing: `events/${made.body.id}`,
    })
  })
})

describe('changing', () => {
  test('changes the given fields and keeps the others', async () => {
    const event = await publishEvent(olga, { price: { amount: 2500, currency: 'EUR' } })
    const { status, body } = await patch(event, { title: 'Kubernetes in a day', tags: ['Go', 'k8s'] })
    expect(status).toBe(200)
    expect(body).toEqual({
      ...event,
      title: 'Kubernetes in a day',
      tags: ['go', 'k8s'],
      updatedAt: body.updatedAt,
    })
    expect(body.updatedAt > event.updatedAt).toBe(true)
  })

  test('removes the end and the price if they are null', async () => {
    const event = await publishEvent(olga, { price: { amount: 2500, currency: 'EUR' } })
    const { body } = await patch(event, { endsAt: null, price: null })
    expect(body).toMatchObject({ endsAt: null, price: null, startsAt: event.startsAt })
  })

  test('replaces the whole place, and keeps its link until `url` or the kind says otherwise', async () => {
    const event = await publishEvent(olga)
    const url = 'https://elsewhere.labseat.test/x'
    const moved = await patch(event, { location: { kind: 'online', url } })
    expect(moved.body.location).toEqual({ kind: 'online', url })
    const named = await patch(event, { location: { kind: 'hybrid', name: 'Room 4' } })
    expect(named.body.location).toEqual({ kind: 'hybrid', name: 'Room 4', url })
    const removed = await patch(event, { location: { kind: 'online', url: null } })
    expect(removed.body.location).toEqual({ kind: 'online' })
    await patch(event, { location: { kind: 'online', url } })
    const there = await patch(event, { location: { kind: 'in-person', name: 'Room 5' } })
    expect(there.body.location).toEqual({ kind: 'in-person', name: 'Room 5' })
    expect((await documents.eventAccess(event.id).get()).data()).toEqual({ url: null })
  })

  test('refuses an end before the stored start, and a start after the stored end', async () => {
    const event = await publishEvent(olga)
    for (const change of [{ endsAt: inHours(47) }, { startsAt: inHours(52) }]) {
      const { status, body } = await patch(event, change)
      expect(status).toBe(400)
      expect(body).toMatchObject({ fields: [{ path: 'endsAt' }] })
    }
    expect(await readStored(event)).toMatchObject({ startsAt: event.startsAt, endsAt: event.endsAt })
  })

  test('allows a new description after the start, but not a new start in the past', async () => {
    const event = await publishEvent(olga, { endsAt: null })
    await documents.event(event.id).update({ startsAt: new Date(inHours(-1)) as never })
    expect((await patch(event, { description: 'We met in Room 5.' })).status).toBe(200)
    expect((await patch(event, { startsAt: inHours(-2) })).status).toBe(400)
  })

  test('refuses a capacity below the seats taken, and a higher capacity promotes waiting people', async () => {
    const [mina, nils] = (await Promise.all(['Mina', 'Nils'].map((name) => asPerson(name)))) as [
      Person,
      Person,
    ]
    const event = await publishEvent(olga, { capacity: 2 })
    for (const person of [erik, mina, nils]) await requestSeat(event, person)
    expect(await waitUntilSettled(db, event.id)).toMatchObject({ seatsTaken: 2, waitlisted: 1 })

    const refused = await patch(event, { capacity: 1 })
    expect(refused.body).toMatchObject({ status: 409, code: 'capacity-below-seats-taken' })
    expect((await readStored(event)).capacity).toBe(2)

    expect((await patch(event, { capacity: 3 })).status).toBe(200)
    expect(await waitUntilSettled(db, event.id)).toMatchObject({ capacity: 3, seatsTaken: 3, waitlisted: 0 })
    expect(await noticesOf(nils.uid, 'promoted')).toHaveLength(1)
  })

  test('refuses to keep a new time, place, link or price from people', async () => {
    const event = await publishEvent(olga)
    const url = 'https://elsewhere.labseat.test/x'
    for (const change of [
      { startsAt: inHours(49) },
      { endsAt: null },
      { timeZone: 'Europe/Kyiv' },
      { location: { kind: 'hybrid', name: 'Room 5' } },
      { location: { kind: 'hybrid', name: 'Room 4', url } },
      { price: { amount: 500, currency: 'EUR' } },
      { title: 'A new title', price: { amount: 500, currency: 'EUR' } },
    ])
      expect(await patch(event, { ...change, notify: false })).toMatchObject({
        status: 400,
        body: { fields: [{ path: 'notify', key: 'notifyNeeded' }] },
      })
    const quiet = { title: 'A new title', description: 'New.', tags: ['go'], capacity: 9, notify: false }
    expect((await patch(event, quiet)).status).toBe(200)
    expect((await patch(event, { notify: false })).status).toBe(400)
    const draft = await createDraft()
    expect((await patch(draft, { startsAt: inHours(49), notify: false })).status).toBe(200)
  })

  test('keeps the fields of simultaneous changes', async () => {
    const event = await publishEvent(olga)
    const answers = await Promise.all([
      patch(event, { title: 'A new title' }),
      patch(event, { description: 'A new description.' }),
      patch(event, { tags: ['new'] }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await readStored(event)).toMatchObject({
      title: 'A new title',
      description: 'A new description.',
      tags: ['new'],
    })
  })
})

describe('an event that has begun', () => {
  const begin = async (change: object = {}) => {
    const event = await publishEvent(olga, { endsAt: null })
    await documents
      .event(event.id)
      .update({ startsAt: new Date(inHours(-1)) as never, ...(change as Partial<EventDocument>) })
    return event
  }
  const refusal = { status: 409, code: 'event-begun' }

  test('is neither cancelled nor deleted, also while it is hidden, and its start stays', async () => {
    const root = await asPerson('Root', { role: 'admin' })
    const [shown, hidden] = [await begin(), await begin({ state: 'hidden', stateBeforeHiding: 'published' })]
    for (const [event, person] of [
      [shown, olga],
      [hidden, root],
    ] as const) {
      const path = `/v1/events/${event.id}`
      expect((await api('POST', `${path}/cancel`, undefined, person)).body).toMatchObject(refusal)
      expect((await api('DELETE', path, undefined, person)).body).toMatchObject(refusal)
      const moved = await api('PATCH', path, { startsAt: inHours(5) }, person)
      expect(moved).toMatchObject({
        status: 400,
        body: { fields: [{ path: 'startsAt', key: 'eventBegun' }] },
      })
    }
    expect(await readStored(shown)).toMatchObject({ state: 'published' })
    expect((await patch(shown, { endsAt: inHours(2), title: 'Still here' })).status).toBe(200)
  })

  test('is not deleted with its reviews after it was cancelled', async () => {
    const event = await begin({ state: 'cancelled', stars: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 0 } })
    expect((await remove(event)).body).toMatchObject(refusal)
  })

  test('is cancelled and deleted while it is a draft', async () => {
    const event = await createDraft({ endsAt: null })
    await documents.event(event.id).update({ startsAt: new Date(inHours(-1)) as never })
    expect((await post(event, 'cancel')).status).toBe(200)
    await waitUntilSettled(db, event.id)
    expect((await remove(event)).status).toBe(204)
  })
})

describe('publishing', () => {
  test('makes a draft public, and a repeated call gets the same response', async () => {
    const event = await createDraft()
    const published = await post(event, 'publish')
    expect(published.body.state).toBe('published')
    const second = await post(event, 'publish')
    expect(second.status).toBe(200)
    expect(second.body).toEqual(published.body)
    expect((await requestSeat(event, erik)).status).toBe(202)
    await waitUntilSettled(db, event.id)
  })

  test('is refused if the start is in the past', async () => {
    const event = await createDraft({ endsAt: null })
    await documents.event(event.id).update({ startsAt: new Date(inHours(-1)) as never })
    const { status, body } = await post(event, 'publish')
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'invalid-input', fields: [{ path: 'startsAt' }] })
    expect((await readStored(event)).state).toBe('draft')
  })
})

describe('cancelling', () => {
  test('frees every seat, notifies each person once, and cannot be undone', async () => {
    const mina = await asPerson('Mina')
    const event = await publishEvent(olga, { capacity: 1 })
    for (const person of [erik, mina]) await requestSeat(event, person)
    await waitUntilSettled(db, event.id)

    expect((await post(event, 'cancel')).body.state).toBe('cancelled')
    expect((await post(event, 'cancel')).status).toBe(200)
    expect(await waitUntilSettled(db, event.id)).toMatchObject({
      seatsTaken: 0,
      waitlisted: 0,
      states: { cancelled: 2 },
    })
    for (const person of [erik, mina])
      expect(await noticesOf(person.uid, `event-cancelled_${event.id}`)).toHaveLength(1)

    expect((await requestSeat(event, mina)).body).toMatchObject({ status: 409, code: 'event-not-open' })
    expect((await post(event, 'publish')).body).toMatchObject({ status: 409, code: 'conflict' })
    expect((await patch(event, { capacity: 5 })).body).toMatchObject({ status: 409, code: 'conflict' })
    expect((await api<Event>('GET', `/v1/events/${event.id}`)).body.state).toBe('cancelled')
  })

  test('is possible for a draft', async () => {
    const event = await createDraft()
    expect((await post(event, 'cancel')).body.state).toBe('cancelled')
    await waitUntilSettled(db, event.id)
  })
})

describe('deleting', () => {
  test('hides an event without registrations from everybody', async () => {
    const event = await publishEvent(olga)
    expect((await remove(event)).status).toBe(204)
    for (const person of [undefined, olga, erik])
      expect((await api('GET', `/v1/events/${event.id}`, undefined, person)).status).toBe(404)
    expect((await remove(event)).status).toBe(404)
    expect((await patch(event, { capacity: 5 })).status).toBe(404)
    expect((await requestSeat(event, erik)).status).toBe(404)
  })

  test('is refused while the event has registrations, and possible when all are cancelled', async () => {
    const event = await publishEvent(olga)
    await requestSeat(event, erik)
    expect((await remove(event)).body).toMatchObject({ status: 409, code: 'has-registrations' })
    await waitUntilSettled(db, event.id)
    expect((await remove(event)).body).toMatchObject({ status: 409, code: 'has-registrations' })
    expect((await readStored(event)).state).toBe('published')

    await api('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, erik)
    await waitUntilSettled(db, event.id)
    expect((await remove(event)).status).toBe(204)
    expect((await api('GET', '/v1/me/registrations', undefined, erik)).text).not.toContain(event.id)
  })
})
