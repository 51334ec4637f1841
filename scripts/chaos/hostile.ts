import { setTimeout as pause } from 'node:timers/promises'
import { lock } from '../../testing/locks.ts'
import { poison, windowsName } from '../../testing/poison.ts'
import type { Promises } from './load.ts'
import type { Random } from './random.ts'

const text = (stringValue: string) => ({ stringValue })
const past = { timestampValue: new Date(Date.now() - 600_000).toISOString() }
const yes = { booleanValue: true }

/** Documents that their schemas refuse, beside good ones. Work waits for each of them. @returns how many there are */
export const poisonDocuments = async ({ events }: Promises): Promise<number> => {
  const eventId = events[0]!.id
  const documents: Parameters<typeof poison>[] = [
    [
      `events/${eventId}/registrations/poisoned`,
      {
        eventId: text(eventId),
        pending: yes,
        requestedAt: past,
        state: yes,
        lineNumber: { nullValue: null },
      },
    ],
    [
      'events/poisoned',
      { state: text('published'), unsettled: yes, updatedAt: past, remindAt: past, capacity: text('many') },
    ],
    ['mails/poisoned', { state: text('pending'), nextAt: past, kind: text('notices'), items: yes }],
    ['people/poisoned', { firstName: text(windowsName) }],
    ['access/poisoned', { role: text('king'), suspended: text('no'), deletingSince: past }],
    ['clusters/poisoned', { state: text('ready'), busy: text('yes'), cost: { doubleValue: 'NaN' } }],
    ['clusters/poisoned/runs/poisoned', { state: text('planning'), createdAt: past }],
  ]
  for (const [path, fields] of documents) await poison(path, fields)
  return documents.length
}

/** The documents that somebody may lock: their own, or public ones. */
const chooseTarget = ({ events, registered }: Promises, random: Random) => {
  const { id } = random.pick(events)
  if (registered.length === 0 || random.next() < 0.3) return { paths: [`events/${id}`], token: undefined }
  const { eventId, person } = random.pick(registered)
  const paths = random.pick([
    [`events/${eventId}/registrations/${person.uid}`],
    [`events/${eventId}/public/line`],
    [`people/${person.uid}/notifications/promoted_${eventId}_1`],
    [`access/${person.uid}`],
  ])
  return { paths, token: person.token }
}

/** Holds one foreign lock after the other until the signal aborts. @returns how many */
export const holdLocks = async (promises: Promises, random: Random, signal: AbortSignal): Promise<number> => {
  let count = 0
  while (!signal.aborted) {
    const { paths, token } = chooseTarget(promises, random)
    // A transaction ends with the emulator's process and with its time, so its end may come first.
    const release = await lock(paths, token).catch(() => undefined)
    if (release) count++
    await pause(random.between(2_000, 8_000), undefined, { signal }).catch(() => {})
    await release?.().catch(() => {})
  }
  return count
}
