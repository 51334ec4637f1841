import { meChangeUsername, type Person, person } from '../../contract/people.ts'
import { reservedUsernames } from '../../contract/usernames.ts'
import { personWords, presentProfile } from '../../domain/people.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { grpc, hasGrpcCode, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const taken = (name: string) =>
  new Problem('username-taken', `“${name}” is taken. Choose another; yours is still the one you had.`)

/**
 * Takes the new name and frees the old one in one commit. `create()` on usernames/{username} is what makes it unique: of two people who
 * want it at once one gets it. Two changes of the same person at once are decided one after the other, so no name is left behind.
 */
export default endpoint(meChangeUsername, async ({ body, caller, now, commit }) => {
  const { username } = body
  if (reservedUsernames.has(username)) throw taken(username)
  const after = await retryOnConflict(async () => {
    const snapshot = await documents.person(caller.uid).get()
    const before = snapshot.data()!
    if (before.username === username) return before
    const change = { username, updatedAt: now }
    const after: Person = { ...before, ...change }
    const batch = db.batch()
    batch.update(
      snapshot.ref,
      { ...toFields(person, change), words: personWords(after) },
      { lastUpdateTime: snapshot.updateTime! },
    )
    batch.create(documents.username(username), { uid: caller.uid, createdAt: now })
    batch.delete(documents.username(before.username))
    await commit(batch, snapshot.ref.path).catch((error: unknown) => {
      throw hasGrpcCode(error, grpc.alreadyExists) ? taken(username) : error
    })
    return after
  })
  return json(200, presentProfile(after, caller, caller.role))
})
