import { meChangeUsername, type Person, person } from '../../contract/people.ts'
import { personWords, presentProfile } from '../../domain/people.ts'
import { isReservedUsername } from '../../domain/reserved-names.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { grpc, hasGrpcCode, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { requireProfile } from './_profile.ts'

const taken = (name: string) =>
  new Problem('username-taken', `“${name}” is taken. Choose another one. Your username was not changed.`)

/**
 * Takes the new name and frees the old one in one commit. `create()` on usernames/{username} makes the name unique: of two simultaneous
 * requests one succeeds. Two simultaneous changes by one person run one after the other, so no claimed name is orphaned.
 */
export default endpoint(meChangeUsername, async ({ body, caller, now, commit }) => {
  const { username } = body
  if (isReservedUsername(username)) throw taken(username)
  const updatedPerson = await retryOnConflict(async () => {
    const snapshot = await documents.person(caller.uid).get()
    const personBefore = requireProfile(snapshot)
    if (personBefore.username === username) return personBefore
    const change = { username, updatedAt: now }
    const personAfter: Person = { ...personBefore, ...change }
    const batch = db.batch()
    batch.update(
      snapshot.ref,
      { ...toFields(person, change), words: personWords(personAfter) },
      { lastUpdateTime: snapshot.updateTime! },
    )
    batch.create(documents.username(username), { uid: caller.uid, createdAt: now })
    batch.delete(documents.username(personBefore.username))
    await commit(batch, snapshot.ref.path).catch((error: unknown) => {
      throw hasGrpcCode(error, grpc.alreadyExists) ? taken(username) : error
    })
    return personAfter
  })
  return json(200, presentProfile(updatedPerson, caller, caller.role))
})
