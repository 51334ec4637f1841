import { documents } from '../server/documents.ts'
import { publishEvent } from '../testing/events.ts'
import { inFlight, post } from './client.ts'
import type { Person } from './people.ts'

/** Registers people one at a time. Returns milliseconds from sending the POST until a listener to that document gets `confirmed`. */
export const measureLoneRegistrations = async (
  organiser: Person,
  people: readonly Person[],
): Promise<number[]> => {
  const { id: eventId } = await publishEvent(organiser, { capacity: people.length })
  return inFlight(1, people, async ({ uid, token }) => {
    const listening = Promise.withResolvers<void>()
    const confirmed = Promise.withResolvers<number>()
    const stop = documents.registration(eventId, uid).onSnapshot(
      (snapshot) => {
        listening.resolve()
        if (snapshot.data()?.state === 'confirmed') confirmed.resolve(performance.now())
      },
      (error) => confirmed.reject(error),
    )
    await listening.promise
    const sent = performance.now()
    await post(`/v1/events/${eventId}/registrations`, token)
    const took = (await confirmed.promise) - sent
    stop()
    return took
  })
}
