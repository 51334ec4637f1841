import { eventDocument } from '../../contract/events.ts'
import { meUpdate, type Person, type PreferencesChange, person } from '../../contract/people.ts'
import { personWords, presentProfile } from '../../domain/people.ts'
import { db, documents, Timestamp, toFields } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** A batch takes 500 writes; two are the person and the activity. */
const most = 450

/** What is not said stays as it was chosen. */
const merged = (
  before: PreferencesChange = {},
  { mail, ...change }: PreferencesChange,
): PreferencesChange => ({
  ...before,
  ...change,
  ...(mail && { mail: { ...before.mail, ...mail } }),
})

/** Events that are still to come carry their owner's name as it is now; what is over keeps the name it was held under. */
const upcoming = (uid: string, now: string) =>
  documents
    .events()
    .where('ownerId', '==', uid)
    .where('state', 'in', ['draft', 'published'])
    .where('startsAt', '>', Timestamp.fromDate(new Date(now)))
    .limit(most)
    .get()

/** Changes the caller's profile, and the name on the events they own. */
export default endpoint(meUpdate, async ({ body, caller, now, commit }) => {
  const after = await retryOnConflict(async () => {
    const snapshot = await documents.person(caller.uid).get()
    const before = snapshot.data()!
    const { preferences, ...said } = body
    const change: Partial<Person> = { ...said, updatedAt: now }
    if (preferences) change.preferences = merged(before.preferences, preferences)
    const after: Person = { ...before, ...change }

    const batch = db.batch()
    batch.update(
      snapshot.ref,
      { ...toFields(person, change), words: personWords(after) },
      { lastUpdateTime: snapshot.updateTime! },
    )
    const ownerName = `${after.firstName} ${after.lastName}`
    if (ownerName !== `${before.firstName} ${before.lastName}`)
      for (const one of (await upcoming(caller.uid, now)).docs)
        batch.update(one.ref, toFields(eventDocument, { ownerName }))
    await commit(batch, snapshot.ref.path)
    return after
  })
  return json(200, presentProfile(after, caller, caller.role))
})
