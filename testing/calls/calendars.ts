import { createSignedToken } from '../../server/signed-token.ts'
import type { CallsOf } from './call.ts'

export const calendarsCalls: CallsOf<'calendars'> = {
  'calendars-event': { params: ({ event }) => ({ eventId: event.id }), status: 200 },
  'calendars-organiser': { params: ({ olga }) => ({ userId: olga.uid }), status: 200 },
  'calendars-person': {
    params: ({ olga }) => ({ token: createSignedToken('calendar', olga.uid, '0') }),
    status: 200,
  },
  'calendars-mine': { status: 200 },
  'calendars-replace': { status: 200 },
}
