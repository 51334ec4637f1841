import { meDeleteAvatar } from '../../contract/avatars.ts'
import { person } from '../../contract/people.ts'
import { db, documents, FieldValue, toFields } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** Removes the caller's picture. Without a picture it succeeds too. */
export default endpoint(meDeleteAvatar, async ({ caller, now, commit }) => {
  const ref = documents.avatar(caller.uid)
  const batch = db.batch()
  batch.delete(ref)
  batch.update(
    documents.person(caller.uid),
    toFields(person, { avatarVersion: FieldValue.delete(), updatedAt: now }),
  )
  await commit(batch, ref.path)
  return empty(204)
})
