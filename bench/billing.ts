import type { Event } from '../contract/events.ts'
import { db } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { inHours, publishes, workshop } from '../testing/events.ts'
import { signIn, signUp } from '../testing/people.ts'
import { assertSeatsAgree } from '../testing/seats.ts'
import type { Tally } from './meter.ts'
import { metered } from './metered.ts'
import type { Person } from './people.ts'
import { rush } from './rush.ts'

/** What one of a kind of action costs, with everything that follows from it. */
export type Cost = { action: string; cost: Tally }

const share = (tally: Tally, count: number): Tally =>
  Object.fromEntries(Object.entries(tally).map(([key, value]) => [key, value / count])) as Tally

/** Every kind of action once, each after the one before has come to rest; and the rush, by its registrations. */
export const costs = (organiser: Person, people: readonly Person[], signal: AbortSignal): Promise<Cost[]> =>
  metered(signal, async (measure) => {
    const found: Cost[] = []
    const cost = async <R>(action: string, work: () => Promise<R>, count = 1): Promise<R> => {
      const { result, tally } = await measure(work)
      found.push({ action, cost: share(tally, count) })
      return result
    }
    const call = async (action: string, status: number, ...given: Parameters<typeof api>) =>
      cost(action, async () => {
        const answer = await api(...given)
        if (answer.status !== status) throw new Error(`${action}: ${answer.status} ${answer.text}`)
        return answer.body
      })

    const pia = await cost('sign up', () => signUp('Pia'))
    const [ada, bob] = people as [Person, Person]
    const direct = await signsUpAtFirebase()
    await call('usernames-get', 200, 'GET', '/v1/usernames/somebody')
    await call('me-get', 200, 'GET', '/v1/me', undefined, pia)
    await call('me-get, making the profile', 200, 'GET', '/v1/me', undefined, { token: direct })
    await call('me-update', 200, 'PATCH', '/v1/me', { firstName: 'Pi' }, pia)

    const draft: Event = await call(
      'events-create',
      201,
      'POST',
      '/v1/events',
      workshop({ state: 'draft', capacity: 1 }),
      organiser,
      {
        'idempotency-key': `bench-${Date.now()}`,
      },
    )
    const at = `/v1/events/${draft.id}`
    await call('events-publish', 200, 'POST', `${at}/publish`, undefined, organiser)
    await call('events-get, signed out', 200, 'GET', at)
    await call('registrations-request, alone', 202, 'POST', `${at}/registrations`, undefined, ada)
    await call(
      'registrations-request, to the waiting list',
      202,
      'POST',
      `${at}/registrations`,
      undefined,
      bob,
    )
    await call('registrations-request, again', 200, 'POST', `${at}/registrations`, undefined, bob)
    await call('events-get, with a seat', 200, 'GET', at, undefined, ada)
    await call('registrations-get, waiting', 200, 'GET', `${at}/registrations/me`, undefined, bob)
    await call('registrations-mine, one', 200, 'GET', '/v1/me/registrations', undefined, ada)
    await call('registrations-list, two', 200, 'GET', `${at}/registrations`, undefined, organiser)
    await call(
      'registrations-cancel, promoting the next',
      200,
      'DELETE',
      `${at}/registrations/me`,
      undefined,
      ada,
    )
    await call('events-update, words', 200, 'PATCH', at, { description: 'Bring two.' }, organiser)
    await call('events-update, capacity', 200, 'PATCH', at, { capacity: 5 }, organiser)
    await call('events-update, time, telling one', 200, 'PATCH', at, { startsAt: inHours(49) }, organiser)
    const unwanted = await publishes(organiser)
    await call('events-delete', 204, 'DELETE', `/v1/events/${unwanted.id}`, undefined, organiser)

    const rushed = await cost(
      `registrations-request, each of ${people.length} in the rush`,
      () => rush(organiser, people),
      people.length,
    )
    await call(
      'registrations-list, 20',
      200,
      'GET',
      `/v1/events/${rushed.eventId}/registrations`,
      undefined,
      organiser,
    )
    await cost(
      `events-cancel, each of ${people.length} registrations`,
      () => api('POST', `/v1/events/${rushed.eventId}/cancel`, undefined, organiser),
      people.length,
    )
    await assertSeatsAgree(db, rushed.eventId)

    await Promise.all(Array.from({ length: 21 }, () => publishes(organiser)))
    await call('events-list, 20', 200, 'GET', '/v1/events')
    await call('events-mine, 20', 200, 'GET', '/v1/me/events', undefined, organiser)

    const notices = await call(
      'notifications-list, three',
      200,
      'GET',
      '/v1/me/notifications?limit=3',
      undefined,
      bob,
    )
    const [first] = notices.items as { id: string }[]
    await call('notifications-update', 200, 'PATCH', `/v1/me/notifications/${first!.id}`, { read: true }, bob)
    await call('notifications-delete', 204, 'DELETE', `/v1/me/notifications/${first!.id}`, undefined, bob)
    const unread = await db
      .collection(`people/${bob.uid}/notifications`)
      .where('read', '==', false)
      .count()
      .get()
    await call(
      `notifications-read-all, ${unread.data().count}`,
      204,
      'POST',
      '/v1/me/notifications/read-all',
      undefined,
      bob,
    )
    return found
  })

/** With the public web key, past auth-register. */
const signsUpAtFirebase = async (): Promise<string> => {
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
