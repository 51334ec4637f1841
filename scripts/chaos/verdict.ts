import { setTimeout as pause } from 'node:timers/promises'
import type { RegistrationDocument } from '../../contract/registrations.ts'
import { db } from '../../server/documents.ts'
import { assertSeatsAgree } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import type { Promises } from './load.ts'

/**
 * Registrations are settled, e-mails sent and runs at an end within this time after the last fault: work that a crash left is free after 20 s,
 * and the sweep comes each half minute.
 */
export const settledWithinSeconds = 60

const readRegistration = async (eventId: string, uid: string) =>
  (await db.doc(`events/${eventId}/registrations/${uid}`).get()).data() as RegistrationDocument | undefined

/** Promised registrations that are missing, or not as they should be. */
const findUnsettled = async ({ registered }: Promises): Promise<string[]> => {
  const wrong: string[] = []
  for (const { eventId, person, cancelled } of registered) {
    const registration = await readRegistration(eventId, person.uid)
    const expected = cancelled ? ['cancelled'] : ['confirmed', 'waitlisted']
    if (!registration || registration.pending || !expected.includes(registration.state))
      wrong.push(`${registration?.state ?? 'missing'}: events/${eventId}/registrations/${person.uid}`)
  }
  return wrong
}

/** Runs a check until it finds nothing, and returns what it found last. */
export const findUntilNothing = async (
  what: string,
  find: () => Promise<string[]>,
  seconds = settledWithinSeconds,
): Promise<string[]> => {
  let last: string[] = []
  const isRight = async () => {
    last = await find()
    // A look reads everything.
    if (last.length > 0) await pause(1_000)
    return last.length === 0
  }
  await waitUntil(what, isRight, seconds).catch(() => {})
  return last
}

/** @returns registrations that are lost or not settled in time, and events whose seats are oversold or do not agree */
export const judgeSeats = async (
  promises: Promises,
): Promise<{ unsettled: string[]; wrongSeats: string[] }> => {
  const unsettled = await findUntilNothing('every registration is settled', () => findUnsettled(promises))
  const wrongSeats: string[] = []
  for (const { id } of promises.events)
    await assertSeatsAgree(db, id).catch((error: Error) => wrongSeats.push(error.message))
  return { unsettled, wrongSeats }
}

type Received = { messageId: string; to: { address: string }[] }

/** People who did not get an e-mail for each of their notices. A crash may send one twice, under the same Message-ID. */
const findUnsent = async ({ registered }: Promises): Promise<string[]> => {
  const received = (await (await fetch(`${process.env.MAIL_URL}/email`)).json()) as Received[]
  const idsByAddress = new Map<string, Set<string>>()
  for (const { messageId, to } of received)
    for (const { address } of to)
      idsByAddress.set(address, (idsByAddress.get(address) ?? new Set()).add(messageId))
  const unsent: string[] = []
  for (const { person } of registered) {
    const notices = await db.collection(`people/${person.uid}/notifications`).count().get()
    if (notices.data().count > (idsByAddress.get(person.email)?.size ?? 0)) unsent.push(person.uid)
  }
  return unsent
}

/** Without people whose e-mail is still in the queue. */
const removeQueued = async (uids: readonly string[]): Promise<string[]> => {
  const queued = await db.collection('mails').where('state', '==', 'pending').get()
  const texts = queued.docs.map((snapshot) => JSON.stringify(snapshot.data()))
  return uids.filter((uid) => !texts.some((text) => text.includes(uid)))
}

/**
 * @param quick does not wait for queued e-mails: they are not lost
 * @returns the uids of people with a lost e-mail
 */
export const judgeMail = (promises: Promises, quick: boolean): Promise<string[]> =>
  quick
    ? // An e-mail that is sent between the two looks is neither unsent nor queued in the next round.
      findUntilNothing('no e-mail is lost', async () => removeQueued(await findUnsent(promises)), 20)
    : findUntilNothing('every e-mail is sent', () => findUnsent(promises))
