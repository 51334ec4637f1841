import { PubSub } from '@google-cloud/pubsub'
import { describe, expect, test } from 'vitest'
import type { Topic } from '../../contract/messages.ts'
import { db, documents, FieldValue } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { publishes } from '../../testing/events.ts'
import { asPerson, type Person, tokenOf } from '../../testing/people.ts'
import { askQuietly, noticesOf, registrationsOf } from '../../testing/registrations.ts'
import { assertSeatsAgree, waitUntilSettled } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const asks = (person: Person, event: string) =>
  api('POST', `/v1/events/${event}/registrations`, undefined, person)
const cancels = (person: Person, event: string) =>
  api('DELETE', `/v1/events/${event}/registrations/me`, undefined, person)
const crowd = (size: number) => Promise.all(Array.from({ length: size }, (_, index) => asPerson(`P${index}`)))
const stateOf = async (event: string, person: Person) =>
  (await documents.registration(event, person.uid).get()).data()?.state

describe('a rush', () => {
  test('of 120 people for 70 seats: in order of arrival, every one told once, the organiser not once a seat', async () => {
    const olga = await asPerson('Olga')
    const { id } = await publishes(olga, { capacity: 70 })
    const people = await crowd(120)
    const answers = await Promise.all(people.map((person) => asks(person, id)))
    expect(answers.map((reply) => reply.status)).toEqual(Array(120).fill(202))
    const seats = await waitUntilSettled(db, id)
    expect(seats.states).toEqual({ confirmed: 70, waitlisted: 50 })

    const inOrder = await registrationsOf(id)
    expect(inOrder.map((registration) => registration.state)).toEqual([
      ...Array(70).fill('confirmed'),
      ...Array(50).fill('waitlisted'),
    ])
    expect(inOrder.slice(70).map((registration) => registration.lineNumber)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
    // What people were answered is what the line was ordered by.
    const answered = new Map(answers.map((reply) => [reply.body.userId, reply.body.requestedAt]))
    expect(inOrder.map((registration) => registration.requestedAt)).toEqual(
      inOrder.map((registration) => answered.get(registration.userId)),
    )

    const first = people.find((person) => person.uid === inOrder[0]!.userId)!
    expect(await noticesOf(first.uid, '')).toEqual([`seat-confirmed_${id}_1`])
    expect((await noticesOf(olga.uid, 'new-registrations')).length).toBeLessThan(60)
  })

  test('while the organiser raises and lowers the capacity: seats and registrations agree at every moment', async () => {
    const olga = await asPerson('Olga')
    const { id } = await publishes(olga, { capacity: 10 })
    const people = await crowd(60)
    const rush = Promise.all(people.map((person) => asks(person, id)))
    let rushing = true
    const watch = (async () => {
      let looks = 0
      for (; rushing; looks++) await assertSeatsAgree(db, id)
      return looks
    })()
    for (const capacity of [30, 12, 45, 20, 40, 25]) {
      const answer = await api('PATCH', `/v1/events/${id}`, { capacity }, olga)
      expect([200, 409]).toContain(answer.status)
      if (answer.status === 409) expect(answer.body.code).toBe('capacity-below-seats-taken')
    }
    await rush
    await waitUntilSettled(db, id)
    const { status } = await api('PATCH', `/v1/events/${id}`, { capacity: 50 }, olga)
    expect(status).toBe(200)
    await waitUntil(
      'everybody there is a seat for has it',
      async () => (await assertSeatsAgree(db, id)).seatsTaken === 50,
    )
    rushing = false
    expect(await watch).toBeGreaterThan(0)
    const inOrder = await registrationsOf(id)
    expect(inOrder.map((registration) => registration.state)).toEqual([
      ...Array(50).fill('confirmed'),
      ...Array(10).fill('waitlisted'),
    ])
  })
})

describe('one person', () => {
  test('who asks 200 times at once has one registration and one seat', async () => {
    const { id } = await publishes(await asPerson('Olga'), { capacity: 5 })
    const ada = await asPerson('Ada')
    const answers = await Promise.all(Array.from({ length: 200 }, () => asks(ada, id)))
    const statuses = answers.map((reply) => reply.status)
    expect(statuses.filter((status) => status === 202)).toHaveLength(1)
    expect(statuses.filter((status) => status === 200)).toHaveLength(199)
    expect(new Set(answers.map((reply) => reply.body.requestedAt)).size).toBe(1)
    expect(await waitUntilSettled(db, id)).toMatchObject({ seatsTaken: 1, waitlisted: 0 })
    expect(await noticesOf(ada.uid, 'seat-confirmed')).toHaveLength(1)
  })

  test('twin: with a check before the write instead of create(), a late request takes the seat away again', async () => {
    const { id } = await publishes(await asPerson('Olga'), { capacity: 5 })
    const ref = documents.registration(id, 'ada')
    const request = async (meanwhile: () => Promise<unknown>) => {
      if ((await ref.get()).exists) return
      await meanwhile()
      await db.doc(ref.path).set({
        ...{ eventId: id, userId: 'ada', state: 'requested', holdsSeat: false, pending: true, attempt: 1 },
        ...{ requestedAt: FieldValue.serverTimestamp(), lineNumber: null, settledAt: null },
      })
    }
    await request(async () => {
      await askQuietly(id, 'ada')
      await api('PATCH', `/v1/events/${id}`, { capacity: 6 }, await asOwner(id))
      await waitUntil('ada has a seat', async () => (await ref.get()).data()?.holdsSeat)
    })
    await expect(assertSeatsAgree(db, id)).rejects.toThrow('0 hold a seat, seatsTaken is 1')
  })

  test('who asks again after cancelling joins the end of the line', async () => {
    const { id } = await publishes(await asPerson('Olga'), { capacity: 1 })
    const [ada, bo, cy] = (await crowd(3)) as [Person, Person, Person]
    for (const person of [ada, bo, cy]) {
      await asks(person, id)
      await waitUntilSettled(db, id)
    }
    const left = await cancels(bo, id)
    expect(left.body).toMatchObject({ state: 'cancelled', holdsSeat: false })
    const second = await asks(bo, id)
    expect(second).toMatchObject({ status: 202, body: { state: 'requested', attempt: 2 } })
    await waitUntilSettled(db, id)
    const mine = async (person: Person) =>
      (await api('GET', `/v1/events/${id}/registrations/me`, undefined, person)).body
    expect(await mine(cy)).toMatchObject({ state: 'waitlisted', waitingPlace: 1 })
    expect(await mine(bo)).toMatchObject({ state: 'waitlisted', waitingPlace: 2, attempt: 2 })
    expect(await noticesOf(bo.uid, 'waiting-list')).toHaveLength(2)
  })

  test('who gives up a seat for the one who asks in the same moment: the seat is taken once, whoever was first', async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await publishes(await asPerson('Olga'), { capacity: 1 })
      const [ada, bo, cy] = (await crowd(3)) as [Person, Person, Person]
      await asks(ada, id)
      await waitUntilSettled(db, id)
      await Promise.all([cancels(ada, id), asks(bo, id), asks(cy, id)])
      expect(await waitUntilSettled(db, id)).toMatchObject({ seatsTaken: 1, waitlisted: 1 })
      expect(await stateOf(id, ada)).toBe('cancelled')
      const [first] = (await registrationsOf(id)).filter((registration) => registration.userId !== ada.uid)
      expect(first?.state).toBe('confirmed')
    }
  })
})

describe('an event that ends under a request', () => {
  test.each([
    ['cancelled', (id: string) => ({ method: 'POST', path: `/v1/events/${id}/cancel` })],
    ['deleted', (id: string) => ({ method: 'DELETE', path: `/v1/events/${id}` })],
  ])('%s: nobody is left waiting', async (end, request) => {
    for (let round = 0; round < 6; round++) {
      const olga = await asPerson('Olga')
      const { id } = await publishes(olga, { capacity: 3 })
      const people = await crowd(6)
      const [ended, ...answers] = await Promise.all([
        api(request(id).method, request(id).path, undefined, olga),
        ...people.map((person) => asks(person, id)),
      ])
      for (const answer of answers) expect([202, 404, 409]).toContain(answer.status)
      const seats = await waitUntilSettled(db, id)
      if (end === 'deleted' && ended.status === 409) expect(ended.body.code).toBe('has-registrations')
      else expect(Object.keys(seats.states).filter((state) => state !== 'cancelled')).toEqual([])
    }
  })
})

describe('messages', () => {
  test('twice, late and in another order: the same outcome, and nobody told twice', async () => {
    const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
    const send = (topic: Topic, json: object) => pubsub.topic(topic).publishMessage({ json })
    const { id } = await publishes(await asPerson('Olga'), { capacity: 1 })
    const [ada, bo] = (await crowd(2)) as [Person, Person]
    const early = new Date().toISOString()
    await asks(ada, id)
    await asks(bo, id)
    const late = new Date().toISOString()
    await Promise.all([
      send('registration-requested', { eventId: id, at: late }),
      send('registration-requested', { eventId: id, at: early }),
      send('event-capacity-changed', { eventId: id, at: early }),
      send('registration-requested', { eventId: id, at: late }),
      send('user-registered', { uid: ada.uid }),
      send('user-registered', { uid: ada.uid }),
    ])
    await waitUntilSettled(db, id)
    await cancels(ada, id)
    await send('registration-requested', { eventId: id, at: early })
    await waitUntilSettled(db, id)
    await waitUntil('bo is promoted', async () => (await stateOf(id, bo)) === 'confirmed')
    expect((await noticesOf(bo.uid, '')).sort()).toEqual([`promoted_${id}_1`, `waiting-list_${id}_1`])
    await pubsub.close()
  })

  test('about an event that never was are acknowledged', async () => {
    const ghost = db.collection('events').doc().id
    await askQuietly(ghost, 'ada')
    const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
    await pubsub
      .topic('registration-requested')
      .publishMessage({ json: { eventId: ghost, at: new Date().toISOString() } })
    await waitUntil('the request ends cancelled', async () => {
      const stored = (await documents.registration(ghost, 'ada').get()).data()
      return stored?.state === 'cancelled' && !stored.pending
    })
    await pubsub.close()
  })
})

/** A token of the event's owner. */
const asOwner = async (event: string) => {
  const uid = (await documents.event(event).get()).data()!.ownerId
  return { token: tokenOf({ uid }) }
}
