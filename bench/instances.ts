import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PubSub } from '@google-cloud/pubsub'
import { db } from '../server/documents.ts'
import { publishEvent } from '../testing/events.ts'
import { assertSeatsAgree } from '../testing/seats.ts'
import { inFlight, post } from './client.ts'
import type { Person } from './people.ts'
import { callers, countOutOfOrder, registrationsOf } from './rush.ts'

const processes = 4
const instances = 16

export type Parallel = {
  eventId: string
  confirmed: number
  waitlisted: number
  outOfOrder: number
  calls: number
  refused: number
  milliseconds: number
}

const nextMessage = async (child: ChildProcess): Promise<unknown> => {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`instance.ts ended with ${code}`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  return message
}

/**
 * Settles one event by 64 calls at once, before any registration is settled. There are 4 processes with 16 copies of the module each.
 * The copies share no memory, like instances in the cloud. Pub/Sub holds its messages back meanwhile and delivers them later.
 */
export const settleInParallel = async (
  organiser: Person,
  people: readonly Person[],
  signal: AbortSignal,
): Promise<Parallel> => {
  const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
  const subscription = pubsub.subscription('registration-requested')
  const [{ pushConfig }] = await subscription.getMetadata()
  const { id: eventId } = await publishEvent(organiser, { capacity: 300 })
  await subscription.modifyPushConfig({})
  const children: ChildProcess[] = []
  try {
    await inFlight(callers, people, ({ token }) => post(`/v1/events/${eventId}/registrations`, token))
    for (let index = 0; index < processes; index++)
      children.push(
        fork(join(import.meta.dirname, 'instance.ts'), [eventId, String(instances)], {
          signal,
          silent: true,
        }),
      )
    await Promise.all(children.map(nextMessage))
    const began = performance.now()
    const refused = await Promise.all(
      children.map((child) => {
        child.send('go')
        return nextMessage(child) as Promise<number>
      }),
    )
    const milliseconds = performance.now() - began
    const { states } = await assertSeatsAgree(db, eventId)
    return {
      eventId,
      confirmed: states.confirmed ?? 0,
      waitlisted: states.waitlisted ?? 0,
      outOfOrder: countOutOfOrder(await registrationsOf(eventId)),
      calls: processes * instances,
      refused: refused.reduce((sum, count) => sum + count, 0),
      milliseconds,
    }
  } finally {
    for (const child of children) child.kill()
    await subscription.modifyPushConfig({ pushEndpoint: pushConfig!.pushEndpoint! })
    await pubsub.close()
  }
}
