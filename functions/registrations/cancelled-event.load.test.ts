import { expect, test } from 'vitest'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson } from '../../testing/people.ts'
import { assertSeatsAgree, waitUntilSettled } from '../../testing/seats.ts'

test('10,000 registrations of a cancelled event are cancelled, and each person gets a notice', async () => {
  const olga = await asPerson('Olga')
  const { id } = await publishEvent(olga, { capacity: 9000 })
  const size = 10_000
  for (let first = 0; first < size; first += 500) {
    const batch = db.batch()
    for (let index = first; index < first + 500; index++) {
      const holdsSeat = index < 9000
      const userId = `${id}-${String(index).padStart(5, '0')}`
      const now = new Date().toISOString()
      const lineNumber = holdsSeat ? null : index - 8999
      const state = holdsSeat ? ('confirmed' as const) : ('waitlisted' as const)
      batch.create(documents.registration(id, userId), {
        ...{ eventId: id, userId, state, holdsSeat, pending: false, attempt: 1, arrival: 0 },
        ...{ requestedAt: now, lineNumber, settledAt: now },
      })
    }
    await batch.commit()
  }
  const batch = db.batch()
  batch.update(documents.event(id), { seatsTaken: 9000, waitlisted: 1000 })
  batch.set(documents.line(id), { first: 1, next: 1001, gone: [] })
  await batch.commit()
  await assertSeatsAgree(db, id)

  expect((await api('POST', `/v1/events/${id}/cancel`, undefined, olga)).status).toBe(200)
  const seats = await waitUntilSettled(db, id, 150)
  expect(seats).toMatchObject({ seatsTaken: 0, waitlisted: 0, states: { cancelled: size } })
  const notices = await db.collectionGroup('notifications').where('link', '==', `/events/${id}`).count().get()
  expect(notices.data().count).toBe(size)
})
