import { expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { publishEvent } from '../../testing/events.ts'
import { readMailTo, waitForMail } from '../../testing/mail.ts'
import { asPerson, type Person, withAccount } from '../../testing/people.ts'
import { noticesOf } from '../../testing/registrations.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { db, documents } from '../documents.ts'
import { announceOverdueEvents } from './announce-event.ts'

const moveTo = async (event: Event, place: string, organiser: Person) =>
  (await api('PATCH', `/v1/events/${event.id}`, { location: { kind: 'in-person', name: place } }, organiser))
    .status
const isAnnounced = async ({ id }: Event) => (await documents.event(id).get()).data()?.announcement === null
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

test('forty changes of the place send an attendee one e-mail now and one later, with the newest place', async () => {
  const [olga, erik] = (await Promise.all(['Olga', 'Erik'].map((name) => asPerson(name)))) as [Person, Person]
  await withAccount(erik)
  const event = await publishEvent(olga)
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  const countMails = async () =>
    (await readMailTo(erik.email)).filter(({ subject }) => subject.includes('changed')).length

  expect(await moveTo(event, 'Room 0', olga)).toBe(200)
  await waitUntil('the first change is announced', () => isAnnounced(event))
  await waitForMail(erik.email, 'changed')
  for (let room = 1; room < 40; room++) expect(await moveTo(event, `Room ${room}`, olga)).toBe(200)
  await announceOverdueEvents(choreContext({ now: minutesFromNow(5) }))
  expect(await noticesOf(erik.uid, `event-changed_${event.id}`)).toHaveLength(1)
  expect(await isAnnounced(event)).toBe(false)

  for (const _ of [1, 2]) await announceOverdueEvents(choreContext({ now: minutesFromNow(15) }))
  expect(await isAnnounced(event)).toBe(true)
  expect(await noticesOf(erik.uid, `event-changed_${event.id}`)).toHaveLength(2)
  await waitUntil('the second e-mail', async () => (await countMails()) >= 2)
  expect(await countMails()).toBe(2)
})

test('eight changes at the same moment send an attendee at most two notices', async () => {
  const [olga, erik] = (await Promise.all(['Olga', 'Erik'].map((name) => asPerson(name)))) as [Person, Person]
  const event = await publishEvent(olga)
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  await Promise.all(Array.from({ length: 8 }, (_, room) => moveTo(event, `Room ${room}`, olga)))
  await announceOverdueEvents(choreContext({ now: minutesFromNow(15) }))
  await waitUntil('the change is announced', () => isAnnounced(event))
  const notices = await noticesOf(erik.uid, `event-changed_${event.id}`)
  expect(notices.length).toBeGreaterThan(0)
  expect(notices.length).toBeLessThanOrEqual(2)
})
