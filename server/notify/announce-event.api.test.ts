import { beforeEach, describe, expect, test } from 'vitest'
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
import { announceEvent, announceEvents } from './announce-event.ts'

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
let [olga, erik, mina]: Person[] = []
let event: Event
beforeEach(async () => {
  ;[olga, erik, mina] = await Promise.all(['Olga', 'Erik', 'Mina'].map((name) => asPerson(name)))
  await withAccount(erik!)
  event = await publishEvent(olga!, { capacity: 1 })
  for (const person of [erik!, mina!]) {
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
    await waitUntilSettled(db, event.id)
  }
})

const change = async (fields: object) =>
  expect((await api('PATCH', `/v1/events/${event.id}`, fields, olga)).status).toBe(200)
const moveTo = (name: string) => change({ location: { kind: 'hybrid', name } })
const announcements = async () =>
  (await documents.announcements().where('eventId', '==', event.id).get()).docs.map((each) => each.data())
const noticesTo = (person: Person | undefined) => noticesOf(person!.uid, `event-changed_${event.id}`)
const bodyTo = async (person: Person | undefined) => {
  const [id] = await noticesTo(person)
  return (await documents.notifications(person!.uid).doc(id!).get()).data()?.body
}
const sweepIn = (minutes: number) => announceEvents(choreContext({ now: inMinutes(minutes) }))
const untilTold = () =>
  waitUntil('everybody has the notice', async () => (await announcements()).length === 0)
const tellAll = async () => {
  await sweepIn(4)
  await untilTold()
}

describe('people with a seat and people who wait', () => {
  test('get forty changes in one notice and one e-mail, old and new', async () => {
    for (let room = 5; room < 45; room++) await moveTo(`Room ${room}`)
    await sweepIn(2)
    expect(await announcements()).toMatchObject([{ state: 'gathering' }])
    await tellAll()
    await sweepIn(20)
    for (const person of [erik, mina]) expect(await noticesTo(person)).toHaveLength(1)
    expect(await bodyTo(erik)).toBe(
      'The place is now Room 44 and online instead of Room 4 and online. Your registration stays.',
    )
    const mail = await waitForMail(erik!.email, 'changed')
    expect(mail.text).toContain('Room 44')
    expect((await readMailTo(erik!.email)).filter(({ subject }) => subject.includes('changed'))).toHaveLength(
      1,
    )
  })

  test('get no notice of what was taken back', async () => {
    await moveTo('Room 9')
    await change({ price: { amount: 500, currency: 'EUR' }, title: 'Another title' })
    await moveTo('Room 4')
    await change({ price: null, title: event.title })
    await tellAll()
    expect(await noticesTo(erik)).toEqual([])
  })

  test('learn that the link is another one, which no notice shows', async () => {
    const url = 'https://secret.labseat.test/room'
    await change({ location: { ...event.location, url } })
    await tellAll()
    expect(await bodyTo(mina)).toMatch(/^The online link has changed\./)
    const notice = await documents
      .notifications(mina!.uid)
      .doc((await noticesTo(mina))[0]!)
      .get()
    expect(JSON.stringify(notice.data())).not.toContain('secret')
    expect((await waitForMail(erik!.email, 'changed')).text).not.toContain('secret')
  })

  test('get no notice of new texts if the organiser wants none, and one of everything else', async () => {
    await change({ title: 'A quiet title', description: 'Quiet.', notify: false })
    expect(await announcements()).toEqual([])
    await change({ tags: ['go'], capacity: 3 })
    expect(await announcements()).toEqual([])
    await change({ price: { amount: 1250, currency: 'EUR' } })
    await change({ title: 'A quieter title', notify: false })
    await tellAll()
    expect(await bodyTo(erik)).toBe('It now costs €12.50. It was free. Your registration stays.')
  })

  test('get a later change in a second notice', async () => {
    await moveTo('Room 5')
    await tellAll()
    await moveTo('Room 6')
    await tellAll()
    expect(await noticesTo(erik)).toHaveLength(2)
  })

  test('get a change that comes while the sweep ends the gathering', async () => {
    for (let room = 10; room < 16; room++) {
      await moveTo(`Room ${room}`)
      await Promise.all([sweepIn(4), moveTo(`Hall ${room}`)])
      await tellAll()
      const notices = await documents.notifications(erik!.uid).where('kind', '==', 'event-changed').get()
      const bodies = notices.docs.map((notice) => notice.data().body)
      expect(bodies.filter((body) => body.includes(`now Hall ${room} and`))).toHaveLength(1)
    }
  })

  test('get no notice of a change of a cancelled event', async () => {
    await moveTo('Room 5')
    await api('POST', `/v1/events/${event.id}/cancel`, undefined, olga)
    await waitUntilSettled(db, event.id)
    await tellAll()
    expect(await noticesTo(erik)).toEqual([])
  })
})

test('nothing is gathered for an event without people', async () => {
  const empty = await publishEvent(olga!)
  await api('PATCH', `/v1/events/${empty.id}`, { location: { kind: 'in-person', name: 'Room 1' } }, olga)
  expect((await documents.announcement(empty.id).get()).exists).toBe(false)
})

test('an announcement whose message was lost is repeated by the sweep, and each person gets one notice', async () => {
  const content = {
    kind: 'event-changed' as const,
    values: { event: event.title },
    link: `/events/${event.id}`,
  }
  const sending = () =>
    documents.announcement(`${event.id}_lost`).set({
      ...{ state: 'sending', eventId: event.id, change: 'lost', content },
      ...{ firstAt: inMinutes(-9), dueAt: inMinutes(-5) },
    })
  await sending()
  await Promise.all([sweepIn(0), sweepIn(0), announceEvent({ ...message(), change: 'lost' }, inMinutes(0))])
  await untilTold()
  // A crash after the notices and before the deletion leaves the announcement.
  await sending()
  await sweepIn(0)
  await untilTold()
  for (const person of [erik, mina])
    expect(await noticesTo(person)).toEqual([`event-changed_${event.id}_lost`])
})
const message = () => ({ eventId: event.id, kind: 'event-changed' as const })
