import type { RegistrationDocument } from '../contract/registrations.ts'
import { db, documents, FieldValue, toIso } from '../server/documents.ts'

const requestedRegistration = (eventId: string, userId: string, arrival: number) =>
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
 * Writes registrations in one commit, as registrations-request does, without the message that requests the settling.
 *
 * @returns the `at` of such a message: the time of Firestore's commit
 */
export const storeRequests = async (eventId: string, userIds: readonly string[]): Promise<string> => {
  const batch = db.batch()
  for (const [arrival, userId] of userIds.entries())
    batch.create(documents.registration(eventId, userId), requestedRegistration(eventId, userId, arrival))
  const [first] = await batch.commit()
  return toIso(first!.writeTime)
}

export const storeRequest = (eventId: string, userId: string): Promise<unknown> =>
  storeRequests(eventId, [userId])

/** Stores requests of `size` people one after the other, `p00000` first. Returns their ids. */
export const storeCrowd = async (eventId: string, size: number, first = 0): Promise<string[]> => {
  const names = Array.from({ length: size }, (_, index) => `p${String(first + index).padStart(5, '0')}`)
  for (const name of names) await storeRequest(eventId, name)
  return names
}

/** All registrations of an event in order of arrival. */
export const registrationsOf = async (eventId: string): Promise<RegistrationDocument[]> =>
  (await documents.registrations(eventId).orderBy('requestedAt').get()).docs.map((doc) => doc.data())

/** The ids of a person's notices that start with a prefix. */
export const noticesOf = async (userId: string, prefix: string): Promise<string[]> =>
  (await db.collection(`people/${userId}/notifications`).get()).docs
    .map((doc) => doc.id)
    .filter((id) => id.startsWith(prefix))
