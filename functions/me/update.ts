import { meUpdate, person } from '../../contract/people.ts'
import { db, documents, fields } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import { profileOf } from './profile.ts'

/** Changes the caller's profile. */
export default endpoint(meUpdate, async ({ body, caller, now, commit }) => {
  const ref = documents.person(caller.uid)
  const batch = db.batch()
  batch.update(ref, fields(person, { ...body, updatedAt: now }))
  await commit(batch, ref.path)
  return { status: 200, body: profileOf((await ref.get()).data()!, caller, caller.role) }
})
