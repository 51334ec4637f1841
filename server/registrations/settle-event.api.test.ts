import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { DocumentReference, Query, WriteBatch } from '@google-cloud/firestore'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { sweep } from '../../pubsub/sweep/run.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson } from '../../testing/people.ts'
import { poison } from '../../testing/poison.ts'
import {
  noticesOf,
  registrationsOf,
  storeCrowd,
  storeRequest,
  storeRequests,
} from '../../testing/registrations.ts'
import { assertSeatsAgree, findDisagreements, seatsOf } from '../../testing/seats.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { createLogger } from '../log.ts'
import { settleEvent } from './settle-event.ts'
import { settleUntilDone } from './settle-page.ts'

afterEach(() => vi.restoreAllMocks())

const createEvent = async (capacity: number) => (await publishEvent(await asPerson('Olga'), { capacity })).id

/** Removes the guard: updates lose their preconditions. */
const removeGuard = () => {
  const update = WriteBatch.prototype.update
  vi.spyOn(WriteBatch.prototype, 'update').mockImplementation(function (this: WriteBatch, ref, data) {
    return update.call(this, ref, data, {})
  })
}

/** The next commit of this process waits for `meanwhile`. In this order a lost update shows every time. */
const holdFirstCommit = (meanwhile: () => Promise<unknown>) => {
  const commit = WriteBatch.prototype.commit
  let held = false
  vi.spyOn(WriteBatch.prototype, 'commit').mockImplementation(async function (this: WriteBatch) {
    if (!held) {
      held = true
      await meanwhile()
    }
    return commit.call(this)
  })
}

describe('two instances settle one event, and one commits between the other’s read and write:', () => {
  const race = async () => {
    const event = await createEvent(3)
    await storeCrowd(event, 2)
    holdFirstCommit(async () => {
      await storeCrowd(event, 2, 2)
      await settleUntilDone(event, 'fast')
    })
    await settleUntilDone(event, 'slow')
    return event
  }

  test('seats and registrations agree', async () => {
    const event = await race()
    const seats = await assertSeatsAgree(db, event)
    expect(seats.states).toEqual({ confirmed: 3, waitlisted: 1 })
  })

  test('twin: without the guard they disagree', async () => {
    removeGuard()
    const event = await race()
    expect(findDisagreements(await seatsOf(db, event))).not.toEqual([])
  })
})

describe('a person cancels between the read and the write of settling:', () => {
  const race = async () => {
    const event = await createEvent(1)
    await storeRequest(event, 'ada')
    await storeRequest(event, 'bo')
    holdFirstCommit(() => documents.registration(event, 'ada').update({ state: 'cancelled', pending: true }))
    await settleUntilDone(event, 'slow')
    return {
      event,
      states: Object.fromEntries((await registrationsOf(event)).map(({ userId, state }) => [userId, state])),
    }
  }

  test('the cancellation stands and the seat goes to the next person', async () => {
    const { event, states } = await race()
    expect(states).toEqual({ ada: 'cancelled', bo: 'confirmed' })
    await assertSeatsAgree(db, event)
  })

  test('twin: without the guard the cancellation is lost', async () => {
    removeGuard()
    const { states } = await race()
    expect(states.ada).toBe('confirmed')
  })
})

test('sixty-four simultaneous instances have the same result as one', async () => {
  const event = await createEvent(40)
  await storeCrowd(event, 60)
  await Promise.all(Array.from({ length: 64 }, (_, index) => settleUntilDone(event, `instance-${index}`)))
  const seats = await assertSeatsAgree(db, event)
  expect(seats).toMatchObject({ seatsTaken: 40, waitlisted: 20, pending: 0 })
  const inOrder = (await registrationsOf(event)).map(({ state }) => state)
  expect(inOrder).toEqual([...Array(40).fill('confirmed'), ...Array(20).fill('waitlisted')])
})

test('repeated, late and reordered settling changes nothing and sends no second notice', async () => {
  const event = await createEvent(1)
  await storeCrowd(event, 2)
  await settleEvent(event, 'first')
  const registrationsBefore = await registrationsOf(event)
  const readAt = (await documents.event(event).get()).updateTime
  await settleEvent(event, 'again', new Date(0).toISOString())
  await settleEvent(event, 'again', new Date().toISOString())
  await settleEvent(event, 'again')
  expect(await registrationsOf(event)).toEqual(registrationsBefore)
  expect((await documents.event(event).get()).updateTime).toEqual(readAt)
})

/** The next query misses the registrations of these people, as it can happen in the emulator. */
const overlookOnce = (...hidden: string[]) => {
  const get = Query.prototype.get
  vi.spyOn(Query.prototype, 'get').mockImplementationOnce(async function (this: Query) {
    const page = await get.call(this)
    const docs = page.docs.filter(({ id }) => !hidden.includes(id))
    return Object.defineProperties(Object.create(page), {
      docs: { value: docs },
      size: { value: docs.length },
    })
  })
}

test('a commit that a query sees in part is read a second time, and the order of arrival stays right', async () => {
  const event = await createEvent(2)
  await storeRequests(event, ['ada', 'bo', 'cy'])
  overlookOnce('ada')
  await settleEvent(event, 'first')
  const states = (await registrationsOf(event)).map(({ userId, state }) => [userId, state])
  expect(states).toEqual([
    ['ada', 'confirmed'],
    ['bo', 'confirmed'],
    ['cy', 'waitlisted'],
  ])
})

test('a registration that appears late is settled by its message', async () => {
  const event = await createEvent(2)
  await storeRequest(event, 'ada')
  const at = await storeRequests(event, ['bo'])
  overlookOnce('bo')
  await settleEvent(event, 'first')
  expect((await seatsOf(db, event)).pending).toBe(1)
  await settleEvent(event, 'second', at)
  expect(await assertSeatsAgree(db, event)).toMatchObject({ pending: 0, seatsTaken: 2 })
})

test('a message about a settled change reads nothing', async () => {
  const event = await createEvent(2)
  const early = await storeRequests(event, ['ada'])
  await storeRequests(event, ['bo'])
  await settleEvent(event, 'first')
  const reads = [vi.spyOn(DocumentReference.prototype, 'get'), vi.spyOn(Query.prototype, 'get')]
  await settleEvent(event, 'late', early)
  for (const read of reads) expect(read).not.toHaveBeenCalled()
})

test('simultaneous calls share commits, and the last request is settled too', async () => {
  const event = await createEvent(30)
  await storeCrowd(event, 20)
  await settleEvent(event, 'first')
  const commits = vi.spyOn(WriteBatch.prototype, 'commit')
  const requests = Array.from({ length: 5 }, async (_, index) => {
    await settleEvent(event, 'next', await storeRequests(event, [`late${index}`]))
  })
  await Promise.all(requests)
  expect(commits.mock.calls.length - requests.length).toBeLessThan(requests.length)
  expect(await assertSeatsAgree(db, event)).toMatchObject({ pending: 0, seatsTaken: 25 })
})

describe('after a process is killed', () => {
  const killSettle = async (event: string, moment: 'before' | 'after') => {
    const child = spawn(process.execPath, ['testing/killed-settle.ts', event, moment], {
      stdio: 'inherit',
    })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
  }

  test.each(['before', 'after'] as const)(
    '%s its commit, the redelivery completes the work once',
    async (moment) => {
      const event = await createEvent(1)
      const [ada, bo] = [await asPerson('Ada'), await asPerson('Bo')]
      await storeRequest(event, ada.uid)
      await storeRequest(event, bo.uid)
      await killSettle(event, moment)
      expect((await assertSeatsAgree(db, event)).pending).toBe(moment === 'before' ? 2 : 0)
      await settleEvent(event, 'redelivered')
      const seats = await assertSeatsAgree(db, event)
      expect(seats).toMatchObject({ pending: 0, states: { confirmed: 1, waitlisted: 1 } })
      expect(await noticesOf(ada.uid, 'seat-confirmed')).toHaveLength(1)
      expect(await noticesOf(bo.uid, 'waiting-list')).toHaveLength(1)
    },
  )
})

describe('the sweep', () => {
  const runSweep = (now = new Date().toISOString()) => sweep(now, 'sweep', createLogger(), { overdueMs: 0 })

  test('settles a request whose message was lost', async () => {
    const event = await createEvent(1)
    await storeRequest(event, 'ada')
    await runSweep(new Date(Date.now() + 1000).toISOString())
    expect(await assertSeatsAgree(db, event)).toMatchObject({ pending: 0, seatsTaken: 1 })
  })

  test('empties a cancelled event whose message was lost', async () => {
    const event = await createEvent(1)
    await storeCrowd(event, 2)
    await settleEvent(event, 'first')
    const past = Timestamp.fromMillis(Date.now() - 5000)
    await documents.event(event).update({ state: 'cancelled', unsettled: true, updatedAt: past })
    await runSweep()
    expect(await assertSeatsAgree(db, event)).toMatchObject({ seatsTaken: 0, states: { cancelled: 2 } })
    expect((await documents.event(event).get()).get('unsettled')).toBe(false)
  })

  test('continues with other events when one event fails', async () => {
    const [broken, whole] = [await createEvent(1), await createEvent(1)]
    await storeRequest(broken, 'ada')
    await storeRequest(whole, 'ada')
    await poison(`events/${broken}`, { capacity: { stringValue: 'many' } })
    await runSweep(new Date(Date.now() + 1000).toISOString())
    expect(await assertSeatsAgree(db, whole)).toMatchObject({ pending: 0, seatsTaken: 1 })
    await db.doc(`events/${broken}`).update({ capacity: 1 })
    await runSweep(new Date(Date.now() + 1000).toISOString())
    expect(await assertSeatsAgree(db, broken)).toMatchObject({ pending: 0, seatsTaken: 1 })
  })
})
