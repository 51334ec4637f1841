import { documents } from '../server/documents.ts'
import { publishes } from '../testing/events.ts'
import { inFlight, post } from './client.ts'
import type { Person } from './people.ts'

/** Registrations one at a time: milliseconds from sending the POST to `confirmed` on a listener to that one document. */
export const lone = async (organiser: Person, people: readonly Person[]): Promise<number[]> => {
  const { id: eventId } = await publishes(organiser, { capacity: people.length })
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
