import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { access } from '../../contract/people.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { applySuspensions } from '../../server/people/apply-suspension.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson, type Person, signIn, signUp, unique } from '../../testing/people.ts'
import { noticesOf } from '../../testing/registrations.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const suspend = async (to: Person, suspended: boolean) => {
  const { status, text } = await api('PUT', `/v1/users/${to.uid}/suspended`, { suspended }, ada)
  expect(status, text).toBe(200)
}
const requestSeat = (event: Event, person: Person) =>
  api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
const cancelSeat = (event: Event, person: Person) =>
  api('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, person)
const idsIn = async (query: string) =>
  (await api<{ items: Event[] }>('GET', `/v1/events?${query}`)).body.items.map(({ id }) => id)
const statusOf = async (event: Event, person?: Person) =>
  (await api('GET', `/v1/events/${event.id}`, undefined, person)).status
const stateOf = async ({ id }: Event) => (await documents.event(id).get()).data()?.state
const accessOf = async ({ uid }: Person) => (await documents.access(uid).get()).data()

let ada: Person
beforeAll(async () => {
  ada = await asPerson('Ada', { role: 'admin' })
})

test('a suspended person cannot sign in at Firebase, and can when the suspension ends', async () => {
  const nina = await signUp('Nina')
  await suspend(nina, true)
  await expect(signIn(nina.email)).rejects.toThrow('USER_DISABLED')
  await suspend(nina, false)
  expect(await signIn(nina.email)).toBeTruthy()
})

describe('the events of a suspended person', () => {
  test('are in no list and on no page, take no registrations, and come back with the state they had', async () => {
    const [olga, erik] = await Promise.all([asPerson('Olga'), asPerson('Erik')])
    const word = `w${unique()}`
    const event = await publishEvent(olga, { title: `Learn ${word}` })
    const cancelled = await publishEvent(olga)
    await api('POST', `/v1/events/${cancelled.id}/cancel`, undefined, olga)
    const draft = await publishEvent(olga, { state: 'draft' })
    const lists = [`query=${word}`, `owner=${olga.uid}`, `tag=kubernetes&query=${word}`]
    for (const list of lists) expect(await idsIn(list)).toEqual([event.id])

    await suspend(olga, true)
    for (const list of lists) expect(await idsIn(list)).toEqual([])
    for (const hidden of [event, cancelled]) {
      expect(await statusOf(hidden)).toBe(404)
      expect(await statusOf(hidden, erik)).toBe(404)
      expect(await statusOf(hidden, ada)).toBe(200)
      expect((await api('GET', `/v1/events/${hidden.id}/reviews`)).status).toBe(404)
      expect((await requestSeat(hidden, erik)).status).toBe(404)
    }

    await suspend(olga, false)
    for (const list of lists) expect(await idsIn(list)).toEqual([event.id])
    expect(await Promise.all([event, cancelled, draft].map(stateOf))).toEqual([
      'published',
      'cancelled',
      'draft',
    ])
    expect((await requestSeat(event, erik)).status).toBe(202)
    await waitUntilSettled(db, event.id)
  })

  test('keep their registrations, and the line moves on when the suspension ends', async () => {
    const [olga, erik, mina] = await Promise.all(['Olga', 'Erik', 'Mina'].map((name) => asPerson(name)))
    const event = await publishEvent(olga!, { capacity: 1 })
    for (const person of [erik!, mina!]) {
      await requestSeat(event, person)
      await waitUntilSettled(db, event.id)
    }
    await suspend(olga!, true)
    expect(await waitUntilSettled(db, event.id)).toMatchObject({
      seatsTaken: 1,
      states: { confirmed: 1, waitlisted: 1 },
    })
    // People can still give up a seat of an event that nobody sees.
    expect((await cancelSeat(event, erik!)).status).toBe(200)
    expect(await waitUntilSettled(db, event.id)).toMatchObject({ seatsTaken: 0, waitlisted: 1 })
    expect(await noticesOf(mina!.uid, 'promoted')).toEqual([])

    await suspend(olga!, false)
    await waitUntil('mina is promoted', async () => (await noticesOf(mina!.uid, 'promoted')).length === 1)
    expect(await waitUntilSettled(db, event.id)).toMatchObject({ seatsTaken: 1, waitlisted: 0 })
  })

  test('can be cancelled by an admin, and everybody who registered gets a notice', async () => {
    const [olga, erik] = await Promise.all([asPerson('Olga'), asPerson('Erik')])
    const event = await publishEvent(olga)
    await requestSeat(event, erik)
    await waitUntilSettled(db, event.id)
    await suspend(olga, true)
    expect((await api('POST', `/v1/events/${event.id}/cancel`, undefined, ada)).body).toMatchObject({
      state: 'cancelled',
    })
    expect(await waitUntilSettled(db, event.id)).toMatchObject({ seatsTaken: 0, states: { cancelled: 1 } })
    expect(await noticesOf(erik.uid, `event-cancelled_${event.id}`)).toHaveLength(1)
    await suspend(olga, false)
    expect(await stateOf(event)).toBe('cancelled')
  })
})

describe('the sweep', () => {
  const sweep = () => applySuspensions(choreContext())

  test('applies a suspension that was killed after its commit', async () => {
    const olga = await signUp('Olga')
    const event = await publishEvent(olga)
    await documents
      .access(olga.uid)
      .update(toFields(access, { suspended: true, suspensionChangedAt: '2020-01-01T00:00:00.000Z' }))
    await sweep()
    expect(await stateOf(event)).toBe('hidden')
    await expect(signIn(olga.email)).rejects.toThrow('USER_DISABLED')
    expect(await accessOf(olga)).toEqual({ role: 'member', suspended: true })
  })

  test('hides an event that a request in flight published during the suspension', async () => {
    const olga = await asPerson('Olga')
    const event = await publishEvent(olga, { state: 'draft' })
    await suspend(olga, true)
    await documents.event(event.id).update({ state: 'published' })
    // The mark stays until every request of that time is over.
    expect(await accessOf(olga)).toHaveProperty('suspensionChangedAt')
    await documents
      .access(olga.uid)
      .update(toFields(access, { suspensionChangedAt: '2020-01-01T00:00:00.000Z' }))
    await sweep()
    expect(await stateOf(event)).toBe('hidden')
    expect(await accessOf(olga)).not.toHaveProperty('suspensionChangedAt')
  })
})
