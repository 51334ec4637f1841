import { PubSub } from '@google-cloud/pubsub'
import { describe, expect, test } from 'vitest'
import type { Topic } from '../../contract/messages.ts'
import { db, documents, FieldValue } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson, type Person, tokenOf } from '../../testing/people.ts'
import { noticesOf, registrationsOf, storeRequest } from '../../testing/registrations.ts'
import { assertSeatsAgree, waitUntilSettled } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const requestSeat = (person: Person, event: string) =>
  api('POST', `/v1/events/${event}/registrations`, undefined, person)
const cancelSeat = (person: Person, event: string) =>
  api('DELETE', `/v1/events/${event}/registrations/me`, undefined, person)
const createCrowd = (size: number) =>
  Promise.all(Array.from({ length: size }, (_, index) => asPerson(`P${index}`)))
const stateOf = async (event: string, person: Person) =>
  (await documents.registration(event, person.uid).get()).data()?.state

describe('a rush', () => {
  test('of 120 people for 70 seats is settled in order of arrival, with one notice a person and few for the organiser', async () => {
    const olga = await asPerson('Olga')
    const { id } = await publishEvent(olga, { capacity: 70 })
    const people = await createCrowd(120)
    const answers = await Promise.all(people.map((person) => requestSeat(person, id)))
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
    // The order of the line matches the times in the responses.
    const answered = new Map(answers.map((reply) => [reply.body.userId, reply.body.requestedAt]))
    expect(inOrder.map((registration) => registration.requestedAt)).toEqual(
      inOrder.map((registration) => answered.get(registration.userId)),
    )

    const first = people.find((person) => person.uid === inOrder[0]!.userId)!
    expect(await noticesOf(first.uid, '')).toEqual([`seat-confirmed_${id}_1`])
    expect((await noticesOf(olga.uid, 'new-registrations')).length).toBeLessThan(60)
  })

  test('with capacity changes keeps seats and registrations consistent at every moment', async () => {
    const olga = await asPerson('Olga')
    const { id } = await publishEvent(olga, { capacity: 10 })
    const people = await createCrowd(60)
    let rushing = true
    const watch = async () => {
      let looks = 0
      for (; rushing; looks++) await assertSeatsAgree(db, id)
      return looks
    }
    const requestSeats = () => Promise.all(people.map((person) => requestSeat(person, id)))
    const changeCapacity = async () => {
      for (const capacity of [30, 12, 45, 20, 40, 25]) {
        const answer = await api('PATCH', `/v1/events/${id}`, { capacity }, olga)
        expect([200, 409]).toContain(answer.status)
        if (answer.status === 409) expect(answer.body.code).toBe('capacity-below-seats-taken')
      }
    }
    const rush = async () => {
      try {
        await Promise.all([requestSeats(), changeCapacity()])
        await waitUntilSettled(db, id)
        const { status } = await api('PATCH', `/v1/events/${id}`, { capacity: 50 }, olga)
        expect(status).toBe(200)
        await waitUntil(
          'all 50 seats are taken',
          async () => (await assertSeatsAgree(db, id)).seatsTaken === 50,
        )
      } finally {
        rushing = false
      }
    }
    const [looks] = await Promise.all([watch(), rush()])
    expect(looks).toBeGreaterThan(0)
    const inOrder = await registrationsOf(id)
    expect(inOrder.map((registration) => registration.state)).toEqual([
      ...Array(50).fill('confirmed'),
      ...Array(10).fill('waitlisted'),
    ])
  })
})

describe('a person', () => {
  test('who sends 200 simultaneous requests has one registration and one seat', async () => {
    const { id } = await publishEvent(await asPerson('Olga'), { capacity: 5 })
    const ada = await asPerson('Ada')
    const answers = await Promise.all(Array.from({ length: 200 }, () => requestSeat(ada, id)))
    const statuses = answers.map((reply) => reply.status)
    expect(statuses.filter((status) => status === 202)).toHaveLength(1)
    expect(statuses.filter((status) => status === 200)).toHaveLength(199)
    expect(new Set(answers.map((reply) => reply.body.requestedAt)).size).toBe(1)
    expect(await waitUntilSettled(db, id)).toMatchObject({ seatsTaken: 1, waitlisted: 0 })
    expect(await noticesOf(ada.uid, 'seat-confirmed')).toHaveLength(1)
  })

  test('twin: with a read before the write instead of create(), a late request removes the seat', async () => {
    const { id } = await publishEvent(await asPerson('Olga'), { capacity: 5 })
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
      await storeRequest(id, 'ada')
      await api('PATCH', `/v1/events/${id}`, { capacity: 6 }, await asOwner(id))
      await waitUntil('ada has a seat', async () => (await ref.get()).data()?.holdsSeat)
    })
    await expect(assertSeatsAgree(db, id)).rejects.toThrow('0 hold a seat, seatsTaken is 1')
  })

  test('who registers again after cancelling joins the end of the line', async () => {
    const { id } = await publishEvent(await asPerson('Olga'), { capacity: 1 })
    const [ada, bo, cy] = (await createCrowd(3)) as [Person, Person, Person]
    for (const person of [ada, bo, cy]) {
      await requestSeat(person, id)
      await waitUntilSettled(db, id)
    }
    const left = await cancelSeat(bo, id)
    expect(left.body).toMatchObject({ state: 'cancelled', holdsSeat: false })
    const second = await requestSeat(bo, id)
    expect(second).toMatchObject({ status: 202, body: { state: 'requested', attempt: 2 } })
    await waitUntilSettled(db, id)
    const mine = async (person: Person) =>
      (await api('GET', `/v1/events/${id}/registrations/me`, undefined, person)).body
    expect(await mine(cy)).toMatchObject({ state: 'waitlisted', waitingPlace: 1 })
    expect(await mine(bo)).toMatchObject({ state: 'waitlisted', waitingPlace: 2, attempt: 2 })
    expect(await noticesOf(bo.uid, 'waiting-list')).toHaveLength(2)
  })

  test('a cancelled seat is taken once when another person registers at the same moment, in either order', async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await publishEvent(await asPerson('Olga'), { capacity: 1 })
      const [ada, bo, cy] = (await createCrowd(3)) as [Person, Person, Person]
      await requestSeat(ada, id)
      await waitUntilSettled(db, id)
      await Promise.all([cancelSeat(ada, id), requestSeat(bo, id), requestSeat(cy, id)])
      expect(await waitUntilSettled(db, id)).toMatchObject({ seatsTaken: 1, waitlisted: 1 })
      expect(await stateOf(id, ada)).toBe('cancelled')
      const [first] = (await registrationsOf(id)).filter((registration) => registration.userId !== ada.uid)
      expect(first?.state).toBe('confirmed')
    }
  })
})

describe('an event that ends during requests', () => {
  test.each([
    ['cancelled', (id: string) => ({ method: 'POST', path: `/v1/events/${id}/cancel` })],
    ['deleted', (id: string) => ({ method: 'DELETE', path: `/v1/events/${id}` })],
  ])('%s: no registration stays pending or waiting', async (end, request) => {
    for (let round = 0; round < 6; round++) {
      const olga = await asPerson('Olga')
      const { id } = await publishEvent(olga, { capacity: 3 })
      const people = await createCrowd(6)
      const [ended, ...answers] = await Promise.all([
        api(request(id).method, request(id).path, undefined, olga),
        ...people.map((person) => requestSeat(person, id)),
      ])
      for (const answer of answers) expect([202, 404, 409]).toContain(answer.status)
      const seats = await waitUntilSettled(db, id)
      if (end === 'deleted' && ended.status === 409) expect(ended.body.code).toBe('has-registrations')
      else expect(Object.keys(seats.states).filter((state) => state !== 'cancelled')).toEqual([])
    }
  })
})

describe('messages', () => {
  test('that are repeated, late or reordered have the same outcome and send no second notice', async () => {
    const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
    const send = (topic: Topic, json: object) => pubsub.topic(topic).publishMessage({ json })
    const { id } = await publishEvent(await asPerson('Olga'), { capacity: 1 })
    const [ada, bo] = (await createCrowd(2)) as [Person, Person]
    const early = new Date().toISOString()
    await requestSeat(ada, id)
    await requestSeat(bo, id)
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
    await cancelSeat(ada, id)
    await send('registration-requested', { eventId: id, at: early })
    await waitUntilSettled(db, id)
    await waitUntil('bo is promoted', async () => (await stateOf(id, bo)) === 'confirmed')
    expect((await noticesOf(bo.uid, '')).sort()).toEqual([`promoted_${id}_1`, `waiting-list_${id}_1`])
    await pubsub.close()
  })

  test('about an unknown event are acknowledged', async () => {
    const ghost = db.collection('events').doc().id
    await storeRequest(ghost, 'ada')
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
