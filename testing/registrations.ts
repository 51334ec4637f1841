import type { RegistrationDocument } from '../contract/registrations.ts'
import { db, documents, FieldValue, toIso } from '../server/documents.ts'

const asked = (eventId: string, userId: string, arrival: number) =>
  ({
    eventId,
    userId,
    state: 'requested',
    holdsSeat: false,
    pending: true,
    attempt: 1,
    requestedAt: FieldValue.serverTimestamp(),
    arrival,
    lineNumber: null,
    settledAt: null,
  }) as unknown as RegistrationDocument

/**
 * People ask at the same moment: registrations as registrations-request leaves them, without the message that has them settled.
 *
 * @returns the `at` that such a message has: when Firestore committed them
 */
export const askTogether = async (eventId: string, userIds: readonly string[]): Promise<string> => {
  const batch = db.batch()
  for (const [arrival, userId] of userIds.entries())
    batch.create(documents.registration(eventId, userId), asked(eventId, userId, arrival))
  const [first] = await batch.commit()
  return toIso(first!.writeTime)
}

export const askQuietly = (eventId: string, userId: string): Promise<unknown> =>
  askTogether(eventId, [userId])

/** So many people ask, one after the other: `p000` first. */
export const crowdAsks = async (eventId: string, size: number, first = 0): Promise<string[]> => {
  const names = Array.from({ length: size }, (_, index) => `p${String(first + index).padStart(5, '0')}`)
  for (const name of names) await askQuietly(eventId, name)
  return names
}

/** Everybody's registration in the order they arrived. */
export const registrationsOf = async (eventId: string): Promise<RegistrationDocument[]> =>
  (await documents.registrations(eventId).orderBy('requestedAt').get()).docs.map((one) => one.data())

/** How many notices of a kind a person has about an event. */
export const noticesOf = async (userId: string, prefix: string): Promise<string[]> =>
  (await db.collection(`people/${userId}/notifications`).get()).docs
    .map((one) => one.id)
    .filter((id) => id.startsWith(prefix))
