import { Temporal } from 'temporal-polyfill'
import type { Event } from '../contract/events.ts'
import { eventDocument } from '../contract/events.ts'
import { reviewDocument } from '../contract/reviews.ts'
import { config } from '../server/config.ts'
import { documents, toFields } from '../server/documents.ts'
import { cloudAccounts } from './demo/cloud-accounts.ts'
import { type DemoEvent, events } from './demo/events.ts'
import { type Name, password, people } from './demo/people.ts'
import { pause } from './stack/processes.ts'

// Creates the demo's people and events through the API, as people would. A second run adds nothing.
const api = process.env.API_URL ?? 'http://127.0.0.1:5001'

async function call<T>(method: string, path: string, token?: string, body?: unknown): Promise<T> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok)
    throw Object.assign(new Error(`${method} ${path}: ${JSON.stringify(answer)}`), { code: answer.code })
  return answer
}

/** Calls the Auth emulator, to sign in and to change an account as an administrator. */
async function account<T>(action: string, body: unknown): Promise<T> {
  const response = await fetch(`${config.authHost}/v1/accounts:${action}?key=${config.apiKey}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(action === 'update' && { authorization: 'Bearer owner' }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`accounts:${action}: ${await response.text()}`)
  return response.json() as Promise<T>
}

/** Registers a person, confirms the address and returns a token. */
async function join(name: Name): Promise<{ uid: string; token: string }> {
  const { role, ...person } = people[name]
  await call('POST', '/v1/auth/register', undefined, { ...person, password }).catch((error) => {
    if (!['email-taken', 'username-taken'].includes(error.code)) throw error
  })
  const credentials = { email: person.email, password, returnSecureToken: true }
  const { localId } = await account<{ localId: string }>('signInWithPassword', credentials)
  await account('update', { localId, emailVerified: true })
  if (role !== 'member') await documents.access(localId).set({ role, suspended: false })
  const { idToken } = await account<{ idToken: string }>('signInWithPassword', credentials)
  return { uid: localId, token: idToken }
}

function startOf({ when, zone }: DemoEvent): Temporal.ZonedDateTime {
  if ('minutes' in when)
    return Temporal.Now.zonedDateTimeISO(zone)
      .add({ minutes: when.minutes })
      .round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'ceil' })
  const today = Temporal.Now.plainDateISO(zone)
  const day = today.add({ days: when.weeks * 7 + when.day - today.dayOfWeek })
  return day.toZonedDateTime({ timeZone: zone, plainTime: when.at })
}

function timesOf(demo: DemoEvent): { startsAt: string; endsAt: string } {
  const { when } = demo
  const start = startOf(demo)
  const end = start.add({ minutes: when.hours * 60 })
  return { startsAt: start.toInstant().toString(), endsAt: end.toInstant().toString() }
}

/** The API refuses events in the past. So a past event is created a year later and moved once its seats are taken. */
async function hold(demo: DemoEvent, tokens: Map<Name, { uid: string; token: string }>): Promise<void> {
  const organiser = tokens.get(demo.by)!
  const known = await documents
    .events()
    .where('ownerId', '==', organiser.uid)
    .where('title', '==', demo.written.title)
    .get()
  if (!known.empty) return
  const times = timesOf(demo)
  const past = 'weeks' in demo.when && demo.when.weeks < 0
  const later = (time: string) =>
    Temporal.Instant.from(time)
      .add({ hours: 24 * 364 })
      .toString()
  const event = await call<Event>('POST', '/v1/events', organiser.token, {
    ...demo.written,
    startsAt: past ? later(times.startsAt) : times.startsAt,
    endsAt: past ? later(times.endsAt) : times.endsAt,
    timeZone: demo.zone,
  })
  for (const name of demo.people)
    await call('POST', `/v1/events/${event.id}/registrations`, tokens.get(name)!.token)
  await waitUntilSettled(event.id, demo.people.length)
  if (demo.lab) await attach(event.id, demo.lab, organiser)
  if (!past) return
  const announced = Temporal.Instant.from(times.startsAt)
    .subtract({ hours: 24 * 30 })
    .toString()
  const moved = { startsAt: times.startsAt, endsAt: times.endsAt, createdAt: announced, updatedAt: announced }
  await documents.event(event.id).update(toFields(eventDocument, moved))
  for (const { by, days, ...body } of demo.reviews ?? []) {
    const { uid, token } = tokens.get(by)!
    await call('POST', `/v1/events/${event.id}/reviews`, token, body)
    const createdAt = Temporal.Instant.from(times.endsAt)
      .add({ minutes: Math.round(days * 24 * 60) })
      .toString()
    await documents
      .review(event.id, uid)
      .update(toFields(reviewDocument, { createdAt, updatedAt: createdAt }))
  }
}

/** Attaches a lab in the organiser's sandbox. The sweep builds it in the next minute. */
async function attach(
  eventId: string,
  lab: NonNullable<DemoEvent['lab']>,
  { uid, token }: { uid: string; token: string },
): Promise<void> {
  const accounts = await documents
    .cloudAccounts()
    .where('ownerId', '==', uid)
    .where('platform', '==', 'sandbox')
    .get()
  const body = { ...lab, accountId: accounts.docs[0]!.id, region: 'local' }
  await call('PUT', `/v1/events/${eventId}/lab`, token, body)
}

async function waitUntilSettled(eventId: string, count: number): Promise<void> {
  const giveUp = Date.now() + 60_000
  for (;;) {
    const event = (await documents.event(eventId).get()).data()
    if (event && event.seatsTaken + event.waitlisted === count) return
    if (Date.now() > giveUp)
      throw new Error(`${event?.title}: the registrations were not settled within a minute.`)
    await pause(50)
  }
}

/** Connects one account after the other, so that the list has their order. Skips the AWS account without a simulated AWS. */
async function connect({ uid, token }: { uid: string; token: string }): Promise<void> {
  for (const account of [...cloudAccounts].reverse()) {
    const owned = documents.cloudAccounts().where('ownerId', '==', uid).where('name', '==', account.name)
    if (!(await owned.get()).empty) continue
    await call('POST', '/v1/cloud-accounts', token, account).catch((error) => {
      if (error.code !== 'unavailable') throw error
      console.log(`${account.name} is not connected: ${error.message}`)
    })
  }
}

const names = Object.keys(people) as Name[]
const tokens = new Map<Name, { uid: string; token: string }>()
await Promise.all(names.map(async (name) => tokens.set(name, await join(name))))
await connect(tokens.get('olga')!)
await Promise.all(events.map((demo) => hold(demo, tokens)))
console.log(`${names.length} people, ${events.length} events`)
process.exit()
