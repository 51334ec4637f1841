import { beforeAll, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { eventDocument } from '../../contract/events.ts'
import type { Registration } from '../../contract/registrations.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { inHours, publishEvent } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

let olga: Person
beforeAll(async () => {
  olga = await asPerson('Olga')
})

const ask = (event: Event, person: Person) =>
  api<Registration & { code?: string }>('POST', `/v1/events/${event.id}/registrations`, undefined, person)
const setTimes = (event: Event, times: { registrationOpensAt?: string; registrationClosesAt?: string }) =>
  documents.event(event.id).update(toFields(eventDocument, times))

test('a request before registration opens is refused, and one afterwards gets a seat', async () => {
  const erik = await asPerson('Erik')
  const event = await publishEvent(olga, { registrationOpensAt: inHours(1) })
  expect(event.registrationOpensAt).toBeTruthy()
  const refused = await ask(event, erik)
  expect([refused.status, refused.body.code]).toEqual([409, 'event-not-open'])
  expect((await documents.registration(event.id, erik.uid).get()).exists).toBe(false)
  await setTimes(event, { registrationOpensAt: inHours(-1) })
  expect((await ask(event, erik)).status).toBe(202)
})

test('after registration has closed, nobody joins, and the waiting list still moves up', async () => {
  const [ada, bob, cleo] = await Promise.all(['Ada', 'Bob', 'Cleo'].map((name) => asPerson(name)))
  const event = await publishEvent(olga, { capacity: 1, registrationClosesAt: inHours(40) })
  for (const person of [ada!, bob!]) {
    await ask(event, person)
    await waitUntilSettled(db, event.id)
  }
  await setTimes(event, { registrationClosesAt: inHours(-1) })
  expect((await ask(event, cleo!)).body.code).toBe('event-not-open')
  await api('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, ada)
  expect(await waitUntilSettled(db, event.id)).toMatchObject({
    seatsTaken: 1,
    states: { confirmed: 1, cancelled: 1 },
  })
  // The person who gave up the seat cannot come back.
  expect((await ask(event, ada!)).body.code).toBe('event-not-open')
})

test('a request that was accepted in time is settled after registration has closed', async () => {
  const dora = await asPerson('Dora')
  const event = await publishEvent(olga, { registrationClosesAt: inHours(40) })
  await Promise.all([ask(event, dora), setTimes(event, { registrationClosesAt: inHours(-1) })])
  const { states } = await waitUntilSettled(db, event.id)
  const stored = (await documents.registration(event.id, dora.uid).get()).data()
  expect(states).toEqual(stored ? { confirmed: 1 } : {})
})

test.each([
  [
    'opens after it closes',
    { registrationOpensAt: inHours(3), registrationClosesAt: inHours(2) },
    'registrationOpensAt',
  ],
  ['closes after the start', { registrationClosesAt: inHours(50) }, 'registrationClosesAt'],
  ['opens after the start', { registrationOpensAt: inHours(50) }, 'registrationOpensAt'],
])('an event whose registration %s is refused with the field', async (_, times, path) => {
  const event = await publishEvent(olga)
  const { status, body } = await api('PATCH', `/v1/events/${event.id}`, times, olga)
  expect([status, body.fields?.map((field: { path: string }) => field.path)]).toEqual([400, [path]])
})
