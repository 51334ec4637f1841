import { access } from '../../contract/people.ts'
import { documents, toFields } from '../documents.ts'
import { seeAccess } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/** Fields of an account at Firebase: when it last ended the sessions, in seconds, and when the account was created, in milliseconds. */
export type SessionsEnd = { validSince?: string; createdAt?: string }

/**
 * Ends the sessions that Firebase ended. A password or an address can change at Firebase without the API: by the link for a forgotten
 * password, or by a client that calls Firebase itself. Firebase then renews no token, but tokens of earlier sign-ins last for up to an hour,
 * and only `validAfter` makes the API and the rules refuse them.
 */
export const endEarlierSessions = async (
  uid: string,
  { validSince, createdAt }: SessionsEnd,
): Promise<void> => {
  const endedMs = Number(validSince) * 1000
  // A new account has a `validSince`, too, and no earlier session.
  if (!validSince || endedMs <= Number(createdAt)) return
  const endedAt = new Date(endedMs).toISOString()
  await retryOnConflict(async () => {
    const snapshot = await documents.access(uid).get()
    const validAfter = seeAccess(snapshot)?.validAfter
    if (!snapshot.exists || (validAfter && validAfter >= endedAt)) return
    await snapshot.ref.update(toFields(access, { validAfter: endedAt }), {
      lastUpdateTime: snapshot.updateTime!,
    })
  })
}
