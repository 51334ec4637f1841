import { WriteBatch } from '@google-cloud/firestore'
import { afterEach, expect, test, vi } from 'vitest'
import { sweep } from '../pubsub/sweep/run.ts'
import { api } from '../testing/api.ts'
import { publishEvent } from '../testing/events.ts'
import { lock } from '../testing/locks.ts'
import { asPerson, type Person, withAccount } from '../testing/people.ts'
import { noticesOf, storeRequests } from '../testing/registrations.ts'
import { assertSeatsAgree, waitUntilSettled } from '../testing/seats.ts'
import { db, documents } from './documents.ts'
import { auth } from './firebase-admin.ts'
import { createLogger } from './log.ts'
import { eventNotice } from './notify/notice-content.ts'
import { notifyAttendees } from './notify/notify-attendees.ts'
import { settleEvent } from './registrations/settle-event.ts'

/** Ends the locks of a test. Firestore ends a lock that nobody uses after a minute or more. */
const releases: (() => Promise<void>)[] = []
const hold = async (paths: readonly string[], token?: string) => {
  const release = await lock(paths, token)
  releases.push(release)
  return release
}
afterEach(async () => {
  vi.useRealTimers()
  await Promise.allSettled(releases.splice(0).map((release) => release()))
})

/** Remembers the order in which work ends, and prints how long each took. */
const recordOrder = () => {
  const order: string[] = []
  const startedMs = performance.now()
  const record = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const result = await work
    order.push(name)
    console.log(`${name}: ${Math.round(performance.now() - startedMs)} ms`)
    return result
  }
  return { order, record }
}

const register = (eventId: string, person: Person) =>
  api('POST', `/v1/events/${eventId}/registrations`, undefined, person)
const stateOf = async (eventId: string, { uid }: Person) =>
  (await documents.registration(eventId, uid).get()).data()?.state

const log = createLogger()
/** A sweep of a time when every lock of this test is forgotten, and all work is overdue. */
const sweepLater = async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  await sweep(new Date(Date.now() + 60_000).toISOString(), 'later', log)
}

test('a member who locks their own registration holds up neither another person nor another event', async () => {
  const [olga, erik, sam, ada] = await Promise.all(
    ['Olga', 'Erik', 'Sam', 'Ada'].map((name) => asPerson(name)),
  )
  const [crowded, quiet] = await Promise.all([publishEvent(olga!), publishEvent(olga!)])
  const release = await hold([`events/${crowded.id}/registrations/${erik!.uid}`], erik!.token)
  const { order, record } = recordOrder()
  const [locked, same, other] = await Promise.all([
    record('the locked registration', register(crowded.id, erik!)),
    record('another person', register(crowded.id, sam!)),
    record('another event', register(quiet.id, ada!)),
  ])
  expect([locked.status, locked.body.code]).toEqual([503, 'unavailable'])
  expect([same.status, other.status]).toEqual([202, 202])
  expect(order.at(-1)).toBe('the locked registration')
  expect((await waitUntilSettled(db, quiet.id)).seatsTaken).toBe(1)
  expect((await waitUntilSettled(db, crowded.id)).seatsTaken).toBe(1)

  await release()
  // The emulator applies a cancelled commit when the lock has ended, so the registration may be there: 200.
  expect([200, 202]).toContain((await register(crowded.id, erik!)).status)
  expect((await waitUntilSettled(db, crowded.id)).seatsTaken).toBe(2)
})

test('settling goes on without a locked registration, and takes it up when the lock has ended', async () => {
  const [olga, erik, sam, ada] = await Promise.all(
    ['Olga', 'Erik', 'Sam', 'Ada'].map((name) => asPerson(name)),
  )
  const { id } = await publishEvent(olga!, { capacity: 2 })
  await storeRequests(id, [erik!.uid, sam!.uid])
  const release = await hold([documents.registration(id, erik!.uid).path], erik!.token)
  const { order, record } = recordOrder()
  await record('with a locked registration', settleEvent(id, 'locked'))
  expect(await stateOf(id, erik!)).toBe('requested')
  expect(await stateOf(id, sam!)).toBe('confirmed')
  expect(await assertSeatsAgree(db, id)).toMatchObject({ seatsTaken: 1, pending: 1 })

  await storeRequests(id, [ada!.uid])
  await record('the next one', settleEvent(id, 'next'))
  expect(await stateOf(id, ada!)).toBe('confirmed')
  expect(order).toHaveLength(2)

  await release()
  await sweepLater()
  expect(await stateOf(id, erik!)).toBe('waitlisted')
  expect(await assertSeatsAgree(db, id)).toMatchObject({ seatsTaken: 2, waitlisted: 1, pending: 0 })
})

test('a freed seat goes past a person who locks their place in line', async () => {
  const [olga, sam, erik, ada] = await Promise.all(
    ['Olga', 'Sam', 'Erik', 'Ada'].map((name) => asPerson(name)),
  )
  const { id } = await publishEvent(olga!, { capacity: 1 })
  for (const person of [sam!, erik!, ada!]) await storeRequests(id, [person.uid])
  await settleEvent(id, 'first')
  expect(await stateOf(id, erik!)).toBe('waitlisted')
  await documents.registration(id, sam!.uid).update({ state: 'cancelled', pending: true })
  await hold([documents.registration(id, erik!.uid).path], erik!.token)
  await settleEvent(id, 'freed')
  expect(await stateOf(id, ada!)).toBe('confirmed')
  expect(await assertSeatsAgree(db, id)).toMatchObject({ seatsTaken: 1, waitlisted: 1 })
})

test('a person who locks the place of their next notice holds up nobody’s seat and nobody’s notice', async () => {
  const [olga, erik, sam] = await Promise.all(['Olga', 'Erik', 'Sam'].map((name) => asPerson(name)))
  const { id } = await publishEvent(olga!)
  await storeRequests(id, [erik!.uid, sam!.uid])
  const ownNotice = (name: string) => documents.notifications(erik!.uid).doc(name).path
  const release = await hold([ownNotice(`seat-confirmed_${id}_1`)], erik!.token)
  await settleEvent(id, 'locked')
  expect(await stateOf(id, sam!)).toBe('confirmed')
  await release()
  await sweepLater()
  vi.useRealTimers()
  expect(await stateOf(id, erik!)).toBe('confirmed')

  const event = (await documents.event(id).get()).data()!
  const notify = () =>
    notifyAttendees(
      documents.registrations(id).where('state', '==', 'confirmed'),
      `reminder-day_${id}_1`,
      eventNotice('reminder', { id, ...event }),
      new Date().toISOString(),
    )
  const releaseReminder = await hold([ownNotice(`reminder-day_${id}_1`)], erik!.token)
  await expect(notify()).rejects.toThrow('1 people were not notified')
  expect(await noticesOf(sam!.uid, 'reminder')).toHaveLength(1)
  await releaseReminder()
  await notify()
  expect(await noticesOf(erik!.uid, 'reminder')).toHaveLength(1)
  expect(await noticesOf(sam!.uid, 'reminder')).toHaveLength(1)
})

test('a stranger who locks a public event delays its own change and no other event', async () => {
  const [olga, sam] = await Promise.all(['Olga', 'Sam'].map((name) => asPerson(name)))
  const [locked, free] = await Promise.all([publishEvent(olga!), publishEvent(olga!)])
  const change = () => api('PATCH', `/v1/events/${locked.id}`, { capacity: 5 }, olga!)
  const release = await hold([`events/${locked.id}`])
  const { order, record } = recordOrder()
  const [changed] = await Promise.all([
    record('the change of the locked event', change()),
    record(
      'a seat in another event',
      register(free.id, sam!).then(() => waitUntilSettled(db, free.id)),
    ),
  ])
  expect([changed.status, changed.body.code]).toEqual([503, 'unavailable'])
  expect(order).toEqual(['a seat in another event', 'the change of the locked event'])
  await release()
  expect((await change()).status).toBe(200)
})

test('settling continues when a lock of the event ends after the commit’s deadline', async () => {
  const olga = await asPerson('Olga')
  const { id } = await publishEvent(olga)
  await storeRequests(id, ['erik'])
  const release = await hold([`events/${id}`])
  const commit = vi.spyOn(WriteBatch.prototype, 'commit')
  const settled = settleEvent(id, 'locked')
  // The first commit is that of the seats. What follows proves that its deadline is over.
  await vi.waitUntil(() => commit.mock.calls.length > 1, { timeout: 30_000 })
  commit.mockRestore()
  await release()
  await settled
  expect(await assertSeatsAgree(db, id)).toMatchObject({ seatsTaken: 1, pending: 0 })
})

test('a person who locks their own access is signed out at once, and suspended by the sweep', async () => {
  const [ada, erik] = await Promise.all([asPerson('Ada', { role: 'admin' }), asPerson('Erik')])
  await withAccount(erik)
  const release = await hold([documents.access(erik.uid).path], erik.token)
  const suspend = (suspended: boolean) => api('PUT', `/v1/users/${erik.uid}/suspended`, { suspended }, ada)
  expect((await suspend(true)).status).toBe(503)
  expect((await auth.getUser(erik.uid)).disabled).toBe(true)
  await release()
  await sweepLater()
  vi.useRealTimers()
  expect((await documents.access(erik.uid).get()).data()?.suspended).toBe(true)
  expect((await documents.postponedSuspensions().doc(erik.uid).get()).exists).toBe(false)
  expect(await noticesOf(erik.uid, 'role-changed')).toHaveLength(1)
})
