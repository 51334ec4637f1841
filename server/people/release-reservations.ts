import type { ChoreContext } from '../chore.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { readableDocs } from '../readable.ts'
import { welcomePerson } from './welcome.ts'

/** Signing up has a timeout of 30 s, so an older reservation is left by a crash. */
const abandonedAfterMs = 3 * 60_000

/** Handles sign-ups that crashed between their two writes: activates the profile if the account exists, else releases name and profile. */
export const releaseReservations = async ({ now, maxItems }: ChoreContext): Promise<number> => {
  const abandoned = await documents
    .people()
    .where('state', '==', 'reserved')
    .where('createdAt', '<=', Timestamp.fromMillis(Date.parse(now) - abandonedAfterMs))
    .limit(maxItems)
    .get()
  const people = readableDocs(abandoned.docs).map(({ data }) => data)
  // Firebase takes at most 100 identifiers in a call.
  for (let first = 0; first < people.length; first += 100) {
    const batchOfPeople = people.slice(first, first + 100)
    const { users } = await auth.getUsers(batchOfPeople.map(({ uid }) => ({ uid })))
    const existingUids = new Set(users.map((user) => user.uid))
    for (const person of batchOfPeople) {
      if (existingUids.has(person.uid)) {
        await welcomePerson(person.uid, now)
        continue
      }
      const snapshot = abandoned.docs.find(({ id }) => id === person.uid)!
      const batch = db.batch()
      batch.delete(snapshot.ref, { lastUpdateTime: snapshot.updateTime })
      batch.delete(documents.username(person.username))
      batch.delete(documents.access(person.uid))
      await batch.commit().catch((error: unknown) => {
        // The profile changed since it was read: the sign-up went on.
        if (!hasGrpcCode(error, grpc.failedPrecondition, grpc.notFound)) throw error
      })
    }
  }
  return people.length
}
