import { db, documents, Timestamp } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { welcomePerson } from './welcome.ts'

/** Signing up takes seconds, its deadline is 30 s: what is still reserved after this was left by a crash. In milliseconds. */
const abandoned = 3 * 60_000

/** Sign-ups that ended between their two writes: completed where the account stands, else name and profile are free again. */
export const releaseReservations = async (now: string, most: number): Promise<void> => {
  const left = await documents
    .people()
    .where('state', '==', 'reserved')
    .where('createdAt', '<=', Timestamp.fromMillis(Date.parse(now) - abandoned))
    .limit(most)
    .get()
  if (left.empty) return
  const people = left.docs.map((one) => one.data())
  // Firebase takes up to 100 identifiers a call.
  for (let first = 0; first < people.length; first += 100) {
    const some = people.slice(first, first + 100)
    const { users } = await auth.getUsers(some.map(({ uid }) => ({ uid })))
    const standing = new Set(users.map((user) => user.uid))
    for (const person of some) {
      if (standing.has(person.uid)) {
        await welcomePerson(person.uid, now)
        continue
      }
      const snapshot = left.docs.find((one) => one.id === person.uid)!
      const batch = db.batch()
      batch.delete(snapshot.ref, { lastUpdateTime: snapshot.updateTime })
      batch.delete(documents.username(person.username))
      batch.delete(documents.access(person.uid))
      await batch.commit().catch((error: unknown) => {
        // It changed since it was read, so somebody has taken it up.
        if (!hasGrpcCode(error, grpc.failedPrecondition, grpc.notFound)) throw error
      })
    }
  }
}
