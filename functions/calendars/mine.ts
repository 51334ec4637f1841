import { calendarsMine } from '../../contract/calendars.ts'
import { apiUrl } from '../../server/calendars/addresses.ts'
import { calendarUrlOf } from '../../server/calendars/calendar-token.ts'
import { documents } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { requireProfile } from '../me/_profile.ts'
import { json } from '../reply.ts'

/** The secret address of the caller's calendar. It is computed, not stored. */
export default endpoint(calendarsMine, async ({ caller }) =>
  json(200, { url: calendarUrlOf(requireProfile(await documents.person(caller.uid).get()), apiUrl) }),
)
