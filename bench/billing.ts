import type { Event } from '../contract/events.ts'
import { db } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { inHours, publishEvent, workshop } from '../testing/events.ts'
import { signIn, signUp } from '../testing/people.ts'
import { assertSeatsAgree } from '../testing/seats.ts'
import type { Tally } from './meter.ts'
import { withMeter } from './metered.ts'
import type { Person } from './people.ts'
import { rush } from './rush.ts'

/** The cost of one action, with all its follow-up work. */
export type Cost = { action: string; cost: Tally }

const share = (tally: Tally, count: number): Tally =>
  Object.fromEntries(Object.entries(tally).map(([key, value]) => [key, value / count])) as Tally

/** Measures actions one after the other and collects their costs. */
type Meter = {
  cost: <R>(action: string, work: () => Promise<R>, count?: number) => Promise<R>
  // biome-ignore lint/suspicious/noExplicitAny: the callers know the body of each response
  call: (action: string, status: number, ...request: Parameters<typeof api>) => Promise<any>
}

/** The costs of each kind of action, and of a registration in the rush. Each starts after the previous action's work has ended. */
export const measureCosts = (
  organiser: Person,
  people: readonly Person[],
  signal: AbortSignal,
): Promise<Cost[]> =>
  withMeter(signal, async (measure) => {
    const measured: Cost[] = []
    const cost: Meter['cost'] = async (action, work, count = 1) => {
      const { result, tally } = await measure(work)
      measured.push({ action, cost: share(tally, count) })
      return result
    }
    const call: Meter['call'] = (action, status, ...request) =>
      cost(action, async () => {
        const response = await api(...request)
        if (response.status !== status) throw new Error(`${action}: ${response.status} ${response.text}`)
        return response.body
      })
    const [ada, bob] = people as [Person, Person]
    await accountCosts({ cost, call })
    await eventCosts({ cost, call }, organiser, ada, bob)
    await rushCosts({ cost, call }, organiser, people)
    await notificationCosts({ cost, call }, bob)
    return measured
  })

const accountCosts = async ({ cost, call }: Meter): Promise<void> => {
  const pia = await cost('sign up', () => signUp('Pia'))
  const token = await signUpAtFirebase()
  await call('usernames-get', 200, 'GET', '/v1/usernames/somebody')
  await call('me-get', 200, 'GET', '/v1/me', undefined, pia)
  await call('me-get, making the profile', 200, 'GET', '/v1/me', undefined, { token })
  await call('me-update', 200, 'PATCH', '/v1/me', { firstName: 'Pi' }, pia)
}

const eventCosts = async ({ call }: Meter, organiser: Person, ada: Person, bob: Person): Promise<void> => {
  const body = workshop({ state: 'draft', capacity: 1 })
  const headers = { 'idempotency-key': `bench-${Date.now()}` }
  const draft: Event = await call('events-create', 201, 'POST', '/v1/events', body, organiser, headers)
  const at = `/v1/events/${draft.id}`
  const seats = `${at}/registrations`
  await call('events-publish', 200, 'POST', `${at}/publish`, undefined, organiser)
  await call('events-get, signed out', 200, 'GET', at)
  await call('registrations-request, alone', 202, 'POST', seats, undefined, ada)
  await call('registrations-request, to the waiting list', 202, 'POST', seats, undefined, bob)
  await call('registrations-request, again', 200, 'POST', seats, undefined, bob)
  await call('events-get, with a seat', 200, 'GET', at, undefined, ada)
  await call('registrations-get, waiting', 200, 'GET', `${seats}/me`, undefined, bob)
  await call('registrations-mine, one', 200, 'GET', '/v1/me/registrations', undefined, ada)
  await call('registrations-list, two', 200, 'GET', seats, undefined, organiser)
  await call('registrations-cancel, promoting the next', 200, 'DELETE', `${seats}/me`, undefined, ada)
  await call('events-update, words', 200, 'PATCH', at, { description: 'Bring two.' }, organiser)
  await call('events-update, capacity', 200, 'PATCH', at, { capacity: 5 }, organiser)
  await call('events-update, time, notifying one', 200, 'PATCH', at, { startsAt: inHours(49) }, organiser)
  const unwanted = await publishEvent(organiser)
  await call('events-delete', 204, 'DELETE', `/v1/events/${unwanted.id}`, undefined, organiser)
}

const rushCosts = async (
  { cost, call }: Meter,
  organiser: Person,
  people: readonly Person[],
): Promise<void> => {
  const count = people.length
  const { eventId } = await cost(
    `registrations-request, each of ${count} in the rush`,
    () => rush(organiser, people),
    count,
  )
  const at = `/v1/events/${eventId}`
  await call('registrations-list, 20', 200, 'GET', `${at}/registrations`, undefined, organiser)
  await cost(
    `events-cancel, each of ${count} registrations`,
    () => api('POST', `${at}/cancel`, undefined, organiser),
    count,
  )
  await assertSeatsAgree(db, eventId)

  await Promise.all(Array.from({ length: 21 }, () => publishEvent(organiser)))
  await call('events-list, 20', 200, 'GET', '/v1/events')
  await call('events-mine, 20', 200, 'GET', '/v1/me/events', undefined, organiser)
}

const notificationCosts = async ({ call }: Meter, person: Person): Promise<void> => {
  const all = '/v1/me/notifications'
  const list = await call('notifications-list, three', 200, 'GET', `${all}?limit=3`, undefined, person)
  const [first] = list.items as [{ id: string }]
  await call('notifications-update', 200, 'PATCH', `${all}/${first.id}`, { read: true }, person)
  await call('notifications-delete', 204, 'DELETE', `${all}/${first.id}`, undefined, person)
  const unread = db.collection(`people/${person.uid}/notifications`).where('read', '==', false).count()
  const { count } = (await unread.get()).data()
  await call(`notifications-read-all, ${count}`, 204, 'POST', `${all}/read-all`, undefined, person)
}

/** Signs up with the public web key, without auth-register. */
const signUpAtFirebase = async (): Promise<string> => {
  const email = `direct-${Date.now()}@labseat.test`
  await fetch(
    `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1/accounts:signUp?key=demo-key`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'labseat-demo' }),
    },
  )
  return signIn(email)
}
