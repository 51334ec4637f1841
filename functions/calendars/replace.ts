import { calendarsReplace } from '../../contract/calendars.ts'
import { person as personSchema } from '../../contract/people.ts'
import { apiUrl } from '../../server/calendars/addresses.ts'
import { calendarUrlOf } from '../../server/calendars/calendar-token.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { requireProfile } from '../me/_profile.ts'
import { json } from '../reply.ts'

/** The next number ends the earlier address. Two requests at once give two numbers. */
export default endpoint(calendarsReplace, async ({ caller, commit }) => {
  const person = await retryOnConflict(async () => {
    const snapshot = await documents.person(caller.uid).get()
    const personBefore = requireProfile(snapshot)
    const calendarNumber = (personBefore.calendarNumber ?? 0) + 1
    const batch = db.batch()
    batch.update(snapshot.ref, toFields(personSchema, { calendarNumber }), {
      lastUpdateTime: snapshot.updateTime!,
    })
    await commit(batch, snapshot.ref.path)
    return { ...personBefore, calendarNumber }
  })
  return json(200, { url: calendarUrlOf(person, apiUrl) })
})
