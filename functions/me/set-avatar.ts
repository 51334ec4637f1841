import { meSetAvatar } from '../../contract/avatars.ts'
import { type Person, person } from '../../contract/people.ts'
import { presentProfile } from '../../domain/people.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { encodeAvatar } from './_picture.ts'
import { requireProfile } from './_profile.ts'

/** Stores the caller's picture, and its version in the profile. */
export default endpoint(meSetAvatar, async ({ body, caller, now, commit }) => {
  const image = await encodeAvatar(Buffer.from(body.image, 'base64'))
  const version = Date.parse(now)
  const ref = documents.avatar(caller.uid)
  const updatedPerson = await retryOnConflict(async () => {
    const snapshot = await documents.person(caller.uid).get()
    const personBefore = requireProfile(snapshot)
    const change = { avatarVersion: version, updatedAt: now }
    const batch = db.batch()
    batch.set(ref, { image, version, updatedAt: now })
    batch.update(snapshot.ref, toFields(person, change), { lastUpdateTime: snapshot.updateTime! })
    await commit(batch, ref.path)
    return { ...personBefore, ...change } satisfies Person
  })
  return json(200, presentProfile(updatedPerson, caller, caller.role))
})
