import { eventDocument } from '../../contract/events.ts'
import { meUpdate, type Person, type PreferencesChange, person } from '../../contract/people.ts'
import { searchWords } from '../../domain/event-search.ts'
import { fullName } from '../../domain/full-name.ts'
import { personWords, presentProfile } from '../../domain/people.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { notOver } from '../../server/events/event.ts'
import { requireOwnName } from '../../server/people/require-own-name.ts'
import { readableDocs } from '../../server/readable.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { requireProfile } from './_profile.ts'

/** A commit holds 500 writes; two of them are the person and the activity. */
const maxEvents = 450

const mergePreferences = (
  stored: PreferencesChange = {},
  { mail, ...change }: PreferencesChange,
): PreferencesChange => ({
  ...stored,
  ...change,
  ...(mail && { mail: { ...stored.mail, ...mail } }),
})

/** Running and coming events show the owner's current name. Past events keep the name of that time. */
const findUnfinished = (uid: string, now: string) =>
  documents
    .events()
    .where('ownerId', '==', uid)
    .where('state', 'in', ['draft', 'published'])
    .where(notOver(now))
    .orderBy('startsAt')
    .limit(maxEvents)
    .get()

/** Changes the caller's profile, and the name on the events they own. */
export default endpoint(meUpdate, async ({ body, caller, now, commit }) => {
  const updatedPerson = await retryOnConflict(async () => {
    const snapshot = await documents.person(caller.uid).get()
    const personBefore = requireProfile(snapshot)
    const { preferences, ...fields } = body
    const change: Partial<Person> = { ...fields, updatedAt: now }
    if (preferences) change.preferences = mergePreferences(personBefore.preferences, preferences)
    const personAfter: Person = { ...personBefore, ...change }
    if (body.firstName !== undefined || body.lastName !== undefined)
      requireOwnName(personAfter.firstName, personAfter.lastName)

    const batch = db.batch()
    batch.update(
      snapshot.ref,
      { ...toFields(person, change), words: personWords(personAfter) },
      { lastUpdateTime: snapshot.updateTime! },
    )
    const ownerName = fullName(personAfter)
    if (ownerName !== fullName(personBefore))
      // The search words follow from the name and the title, so neither may change in between.
      for (const { snapshot: event, data } of readableDocs((await findUnfinished(caller.uid, now)).docs))
        batch.update(
          event.ref,
          toFields(eventDocument, { ownerName, words: searchWords({ ...data, ownerName }) }),
          { lastUpdateTime: event.updateTime },
        )
    await commit(batch, snapshot.ref.path)
    return personAfter
  })
  return json(200, presentProfile(updatedPerson, caller, caller.role))
})
