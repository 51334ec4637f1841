import * as z from 'zod'
import { id } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

/** An iCalendar file (RFC 5545). */
const calendarFile = z.string()

/** `UID.NUMBER.SIGNATURE`: everybody who has it can read the person's calendar. */
const calendarToken = z.string().regex(/^(?!__.*__$)[A-Za-z0-9_.-]{1,128}$/, message('id'))

export const calendarAddress = z
  .object({
    url: z.string().meta({ description: 'Calendar programs read it without a sign-in. Keep it secret.' }),
  })
  .meta({ id: 'CalendarAddress' })

export const calendarsEvent = operation({
  id: 'calendars-event',
  method: 'get',
  path: '/v1/events/{eventId}/calendar',
  summary: 'A published or cancelled event as an iCalendar file, without its link.',
  access: 'public',
  limit: 'read',
  params: z.strictObject({ eventId: id }),
  responses: { 200: calendarFile },
  problems: ['not-found'],
  calendar: true,
})

export const calendarsOrganiser = operation({
  id: 'calendars-organiser',
  method: 'get',
  path: '/v1/calendars/organisers/{userId}',
  summary:
    'The published and cancelled events of an organiser as an iCalendar file, from 30 days ago on, for calendar programs to follow.',
  access: 'public',
  limit: 'read',
  params: z.strictObject({ userId: id }),
  responses: { 200: calendarFile },
  problems: ['not-found'],
  calendar: true,
})

export const calendarsPerson = operation({
  id: 'calendars-person',
  method: 'get',
  path: '/v1/calendars/people/{token}',
  summary:
    'The events of a person’s newest 200 registrations as an iCalendar file, by the secret address of calendars-mine. Events without a seat yet are tentative.',
  access: 'public',
  limit: 'read',
  params: z.strictObject({ token: calendarToken }),
  responses: { 200: calendarFile },
  problems: ['not-found'],
  calendar: true,
})

export const calendarsMine = operation({
  id: 'calendars-mine',
  method: 'get',
  path: '/v1/me/calendar',
  summary: "The secret address of the caller's calendar.",
  access: 'user',
  limit: 'read',
  responses: { 200: calendarAddress },
})

export const calendarsReplace = operation({
  id: 'calendars-replace',
  method: 'post',
  path: '/v1/me/calendar/replace',
  summary: "Gives the caller's calendar a new secret address. The earlier address stops working.",
  access: 'user',
  limit: 'write',
  responses: { 200: calendarAddress },
})
