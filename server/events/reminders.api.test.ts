import { beforeEach, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { readMailTo } from '../../testing/mail.ts'
import { asPerson, type Person, withAccount } from '../../testing/people.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { sendReminders } from './reminders.ts'

const hour = 3_600_000
let olga: Person
let ada: Person
let bob: Person
let event: Event
/** RFC 3339, `hours` before the event starts. */
const timeBefore = (hours: number) => new Date(Date.parse(event.startsAt) - hours * hour).toISOString()
const requestSeat = (person: Person, hours: number) =>
  documents
    .registration(event.id, person.uid)
    .update({ requestedAt: Timestamp.fromDate(new Date(timeBefore(hours))) })
const readReminders = async (person: Person) => {
  const all = await documents.notifications(person.uid).where('kind', '==', 'reminder').get()
  return all.docs.map((snapshot) => snapshot.id.split('_')[0]).sort()
}
/** Waits until only digests are queued for the event and the mail server has `count` reminders. @returns their number */
const waitForMails = async (person: Person, count: number) => {
  await waitUntil(`no e-mail about events/${event.id} waits`, async () => {
    const soon = Timestamp.fromMillis(Date.now() + 60_000)
    const waiting = documents.mails().where('state', '==', 'pending').where('nextAt', '<', soon)
    const mails = (await waiting.get()).docs.map((snapshot) => snapshot.data())
    const notices = mails.flatMap((mail) => (mail.kind === 'notices' ? mail.items : []))
    return notices.every((notice) => !notice?.notificationId.includes(event.id))
  })
  const reminders = async () =>
    (await readMailTo(person.email)).filter(({ subject }) => subject.includes('starts soon')).length
  await waitUntil(`${count} reminders by e-mail`, async () => (await reminders()) >= count)
  return reminders()
}
const readRemindAt = async () => (await documents.event(event.id).get()).data()?.remindAt

beforeEach(async () => {
  ;[olga, ada, bob] = (await Promise.all(['Olga', 'Ada', 'Bob'].map((name) => asPerson(name)))) as [
    Person,
    Person,
    Person,
  ]
  await withAccount(ada)
  await withAccount(bob)
  event = await publishEvent(olga, { capacity: 1 })
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, ada)
  await waitUntilSettled(db, event.id)
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, bob)
  await waitUntilSettled(db, event.id)
  for (const person of [ada, bob]) await requestSeat(person, 30)
})

test('people with a seat get one reminder a day before and one an hour before, also after repeated calls', async () => {
  expect(await readRemindAt()).toBe(timeBefore(24))
  await sendReminders(event.id, timeBefore(24.1))
  expect(await readReminders(ada)).toEqual([])
  await Promise.all(Array.from({ length: 4 }, () => sendReminders(event.id, timeBefore(24))))
  expect(await readReminders(ada)).toEqual(['reminder-day'])
  expect(await waitForMails(ada, 1)).toBe(1)
  expect(await readRemindAt()).toBe(timeBefore(1))
  await sendReminders(event.id, timeBefore(23))
  await sendReminders(event.id, timeBefore(1))
  await sendReminders(event.id, timeBefore(0.9))
  expect(await readReminders(ada)).toEqual(['reminder-day', 'reminder-hour'])
  expect(await waitForMails(ada, 2)).toBe(2)
  expect(await readRemindAt()).toBeNull()
  expect(await readReminders(bob)).toEqual([])
  expect(await waitForMails(bob, 0)).toBe(0)
})

test('a person who took the seat after the time of a reminder does not get it', async () => {
  await requestSeat(ada, 2)
  await sendReminders(event.id, timeBefore(1.9))
  expect(await readReminders(ada)).toEqual([])
  await sendReminders(event.id, timeBefore(1))
  expect(await readReminders(ada)).toEqual(['reminder-hour'])
})

test('an event with a new start gets new reminders, also late, but not after the start', async () => {
  await sendReminders(event.id, timeBefore(24))
  const startsAt = new Date(Date.parse(event.startsAt) + 72 * hour).toISOString()
  await api('PATCH', `/v1/events/${event.id}`, { startsAt, endsAt: null }, olga)
  await waitUntilSettled(db, event.id)
  event = { ...event, startsAt }
  expect(await readRemindAt()).toBe(timeBefore(24))
  await sendReminders(event.id, timeBefore(20))
  expect(await readReminders(ada)).toEqual(['reminder-day', 'reminder-day'])
  await sendReminders(event.id, timeBefore(-1))
  expect(await readReminders(ada)).toHaveLength(2)
  expect(await readRemindAt()).toBeNull()
})

describe('a cancelled event', () => {
  test('gets no reminders', async () => {
    await api('POST', `/v1/events/${event.id}/cancel`, undefined, olga)
    await waitUntilSettled(db, event.id)
    await sendReminders(event.id, timeBefore(24))
    expect(await readReminders(ada)).toEqual([])
  })
})
