import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { readInvitations } from '../../server/calendars/read-invitations.ts'
import { db, documents } from '../../server/documents.ts'
import { eventNotice } from '../../server/notify/notice-content.ts'
import { createSignedToken } from '../../server/signed-token.ts'
import { api, send } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { readMailSource, waitForMail } from '../../testing/mail.ts'
import { asPerson, type Person, signUp } from '../../testing/people.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

const link = 'https://meet.labseat.test/secret-room'
let olga: Person
let erik: Person
let event: Event
beforeAll(async () => {
  ;[olga, erik] = await Promise.all([asPerson('Olga'), asPerson('Erik')])
  event = await publishEvent(olga, { capacity: 1, location: { kind: 'online', url: link } })
})

const register = async (person: Person, { id } = event) => {
  await api('POST', `/v1/events/${id}/registrations`, undefined, person)
  await waitUntilSettled(db, id)
}
const giveUp = async (person: Person, { id } = event) => {
  await api('DELETE', `/v1/events/${id}/registrations/me`, undefined, person)
  await waitUntilSettled(db, id)
}
const readCalendar = async (path: string) => {
  const { status, text, headers } = await api('GET', path)
  return { status, text, headers, entries: status === 200 ? entriesOf(text) : {} }
}
/** The status of each entry by its title. */
const entriesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((entry) => [
        String(entry.getFirstPropertyValue('uid')).split('@')[0]!,
        String(entry.getFirstPropertyValue('status')),
      ]),
  )
const addressOf = async (person: Person): Promise<string> =>
  new URL((await api<{ url: string }>('GET', '/v1/me/calendar', undefined, person)).body.url).pathname

describe('the calendar of an event', () => {
  test('is a file for everybody, without the link', async () => {
    const { status, text, headers, entries } = await readCalendar(`/v1/events/${event.id}/calendar`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(headers.get('content-disposition')).toContain('.ics')
    expect(entries).toEqual({ [event.id]: 'CONFIRMED' })
    expect(text.replace(/\r\n /g, '')).not.toContain('secret-room')
  })

  test('shows a cancellation, and a draft has none', async () => {
    const cancelled = await publishEvent(olga)
    await api('POST', `/v1/events/${cancelled.id}/cancel`, undefined, olga)
    const { entries } = await readCalendar(`/v1/events/${cancelled.id}/calendar`)
    expect(entries).toEqual({ [cancelled.id]: 'CANCELLED' })
    const draft = await publishEvent(olga)
    await documents.event(draft.id).update({ state: 'draft' })
    expect((await readCalendar(`/v1/events/${draft.id}/calendar`)).status).toBe(404)
    expect((await readCalendar('/v1/events/nowhere/calendar')).status).toBe(404)
  })
})

test('the calendar of an organiser has public events only, without links', async () => {
  const nora = await asPerson('Nora')
  const [shown, cancelled, draft, hidden] = await Promise.all([
    publishEvent(nora, { location: { kind: 'online', url: link } }),
    publishEvent(nora),
    publishEvent(nora),
    publishEvent(nora),
  ])
  await api('POST', `/v1/events/${cancelled.id}/cancel`, undefined, nora)
  await documents.event(draft.id).update({ state: 'draft' })
  await documents.event(hidden.id).update({ state: 'hidden' })
  const { entries, text } = await readCalendar(`/v1/calendars/organisers/${nora.uid}`)
  expect(entries).toEqual({ [shown.id]: 'CONFIRMED', [cancelled.id]: 'CANCELLED' })
  expect(text.replace(/\r\n /g, '')).not.toContain('secret-room')
  expect((await readCalendar('/v1/calendars/organisers/nobody')).status).toBe(404)
})

describe('the calendar of a person', () => {
  test('follows the seats: confirmed with the link, waiting as tentative, gone when given up', async () => {
    const ada = await asPerson('Ada')
    const bob = await asPerson('Bob')
    const own = await publishEvent(olga, { capacity: 1, location: { kind: 'online', url: link } })
    await register(ada, own)
    await register(bob, own)
    const seated = await readCalendar(await addressOf(ada))
    expect(seated.entries).toEqual({ [own.id]: 'CONFIRMED' })
    expect(seated.text.replace(/\r\n /g, '')).toContain('secret-room')
    const waiting = await readCalendar(await addressOf(bob))
    expect(waiting.entries).toEqual({ [own.id]: 'TENTATIVE' })
    expect(waiting.text.replace(/\r\n /g, '')).not.toContain('secret-room')
    await giveUp(ada, own)
    expect((await readCalendar(await addressOf(ada))).entries).toEqual({})
    expect((await readCalendar(await addressOf(bob))).entries).toEqual({ [own.id]: 'CONFIRMED' })
    await api('POST', `/v1/events/${own.id}/cancel`, undefined, olga)
    expect((await readCalendar(await addressOf(bob))).entries).toEqual({ [own.id]: 'CANCELLED' })
  })

  test('has an address that can be replaced; the earlier one ends', async () => {
    const addressBefore = await addressOf(erik)
    const replaced = await api<{ url: string }>('POST', '/v1/me/calendar/replace', undefined, erik)
    expect(replaced.status).toBe(200)
    const newAddress = new URL(replaced.body.url).pathname
    expect(newAddress).not.toBe(addressBefore)
    expect((await readCalendar(addressBefore)).status).toBe(404)
    expect((await readCalendar(newAddress)).status).toBe(200)
    expect(await addressOf(erik)).toBe(newAddress)
  })

  test.each<[string, (uid: string) => string]>([
    ['a forged signature', (uid) => `${uid}.0.${Buffer.alloc(32).toString('base64url')}`],
    ['the token of another purpose', (uid) => createSignedToken('unsubscribe', uid, '0')],
    [
      'the signature for another person',
      (uid) => createSignedToken('calendar', 'olga', '0').replace('olga', uid),
    ],
    ['another number', (uid) => createSignedToken('calendar', uid, '7')],
  ])('is not found with %s', async (_, tokenFor) => {
    const cora = await asPerson('Cora')
    const { status } = await send(`/v1/calendars/people/${encodeURIComponent(tokenFor(cora.uid))}`, {})
    expect(status).toBe(404)
  })

  test('is not found when the person is suspended or leaves', async () => {
    const dora = await asPerson('Dora')
    const address = await addressOf(dora)
    await documents.access(dora.uid).update({ suspended: true })
    expect((await readCalendar(address)).status).toBe(404)
    await documents.access(dora.uid).update({ suspended: false, deletingSince: new Date() })
    expect((await readCalendar(address)).status).toBe(404)
  })
})

test('e-mail puts a seat into the calendar, and a cancelled event removes it', async () => {
  const fay = await signUp('Fay')
  const own = await publishEvent(olga, { location: { kind: 'online', url: link } })
  await register(fay, own)
  const request = await invitationIn(fay, 'You have a seat')
  expect(request.getFirstPropertyValue('method')).toBe('REQUEST')
  const entry = request.getFirstSubcomponent('vevent')!
  expect(entry.getFirstPropertyValue('attendee')).toBe(`mailto:${fay.email}`)
  expect(entry.getFirstPropertyValue('location')).toBe(link)
  await api('POST', `/v1/events/${own.id}/cancel`, undefined, olga)
  const cancel = await invitationIn(fay, 'is cancelled')
  expect(cancel.getFirstPropertyValue('method')).toBe('CANCEL')
  const removed = cancel.getFirstSubcomponent('vevent')!
  expect(removed.getFirstPropertyValue('uid')).toBe(entry.getFirstPropertyValue('uid'))
  expect(Number(removed.getFirstPropertyValue('sequence'))).toBeGreaterThanOrEqual(
    Number(entry.getFirstPropertyValue('sequence')),
  )
})

test('an e-mail about a seat that is gone has no invitation', async () => {
  const [gina, own] = await Promise.all([asPerson('Gina'), publishEvent(olga)])
  const notice = (kind: 'seat-confirmed' | 'registration-cancelled') => ({
    uid: gina.uid,
    content: eventNotice(kind, own),
  })
  await register(gina, own)
  const whileSeated = [notice('seat-confirmed'), notice('registration-cancelled')]
  expect((await readInvitations(whileSeated)).map((invitation) => invitation?.method)).toEqual([
    'request',
    undefined,
  ])
  await giveUp(gina, own)
  expect((await readInvitations(whileSeated)).map((invitation) => invitation?.method)).toEqual([
    undefined,
    'cancel',
  ])
})

/** The iCalendar file of the first e-mail to the person with these words in the subject. */
const invitationIn = async (person: Person, subject: string): Promise<ICAL.Component> => {
  const source = await readMailSource(await waitForMail(person.email, subject))
  const part = /Content-Type: text\/calendar.*?\r?\n\r?\n(.*?)\r?\n--/s.exec(source)
  const head = part?.[0] ?? ''
  const body = part?.[1] ?? ''
  const decode = (encoding: string): string => {
    if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
    if (encoding !== 'quoted-printable') return body
    return body
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
  const text = decode(/Content-Transfer-Encoding: (\S+)/i.exec(head)?.[1]?.toLowerCase() ?? '7bit')
  return new ICAL.Component(ICAL.parse(text))
}
