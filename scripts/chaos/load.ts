import { setTimeout as pause } from 'node:timers/promises'
import type { Event } from '../../contract/events.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson, type Kind, type Person, withAccount } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import type { Random } from './random.ts'

const retryMs = 500
/** A person gives up after this long, and that is a failure of the run. */
const giveUpSeconds = 90

/** What the API has promised. The verdict compares it with what is stored. */
export type Promises = {
  events: Event[]
  /** The API has answered 200 or 202 to their request for a seat. */
  registered: { eventId: string; person: Person; cancelled: boolean }[]
  /** Requests that were sent, with those that were repeated after an error. */
  requests: number
  repeated: number
}

/** A person with an account at Firebase. The sweep removes people who have none, with their events and clusters. */
export const createPerson = async (firstName: string, kind?: Kind): Promise<Person> => {
  const person = await asPerson(firstName, kind)
  await withAccount(person)
  return person
}

/** Sends a request until the API answers it, as a person at a page does. */
const insist = async (
  promises: Promises,
  what: string,
  send: () => Promise<{ status: number; text: string }>,
) => {
  await waitUntil(
    what,
    async () => {
      promises.requests++
      const answer = await send().catch((error: Error) => ({ status: 0, text: error.message }))
      if (answer.status >= 200 && answer.status < 300) return true
      const isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 409
      if (isRefused || answer.text.includes('event-not-open'))
        throw new Error(`${what}: ${answer.status} ${answer.text}`)
      promises.repeated++
      await pause(retryMs)
      return false
    },
    giveUpSeconds,
  )
}

const at = (eventId: string) => `/v1/events/${eventId}/registrations`

const visit = async (promises: Promises, random: Random): Promise<void> => {
  const { id: eventId } = random.pick(promises.events)
  const cancels = random.next() < 0.15
  const person = await createPerson('Pia')
  await insist(promises, `a seat for ${person.username}`, () => api('POST', at(eventId), undefined, person))
  const registered = { eventId, person, cancelled: false }
  promises.registered.push(registered)
  if (!cancels) return
  await insist(promises, `a cancellation of ${person.username}`, () =>
    api('DELETE', `${at(eventId)}/me`, undefined, person),
  )
  registered.cancelled = true
}

export const createEvents = async (organiser: Person, count: number): Promise<Promises> => ({
  events: await Promise.all(
    Array.from({ length: count }, (_, index) => publishEvent(organiser, { capacity: 10 + 10 * index })),
  ),
  registered: [],
  requests: 0,
  repeated: 0,
})

/**
 * Lets people ask for seats, and some cancel, until the signal aborts.
 *
 * @throws when the API refuses somebody, or never answers them
 */
export const runLoad = async (
  promises: Promises,
  perSecond: number,
  random: Random,
  signal: AbortSignal,
): Promise<void> => {
  const visits: Promise<void>[] = []
  while (!signal.aborted) {
    visits.push(visit(promises, random))
    visits.at(-1)!.catch(() => {})
    await pause(1000 / perSecond, undefined, { signal }).catch(() => {})
  }
  await Promise.all(visits)
}
