import * as z from 'zod'
import { id, lines, listOf, page, time } from './common.ts'
import { eventState } from './events.ts'
import { operation } from './operation.ts'

export const reportReason = z.enum(['spam', 'misleading', 'offensive', 'dangerous', 'other'])
export type ReportReason = z.infer<typeof reportReason>

/** `open` waits for an admin. `hidden`: an admin hid the event. `dismissed`: the event stays, or is shown again. */
export const reportState = z.enum(['open', 'hidden', 'dismissed'])
export type ReportState = z.infer<typeof reportState>

const statement = z.object({ reason: reportReason, comment: z.string(), at: time })

/** The newest statements stay. */
export const maxStatements = 5

/**
 * reports/{eventId}: what people reported about an event, without the people. The documents below it, reports/{eventId}/people/{digest}, say
 * who has reported it already.
 */
export const reportDocument = z.object({
  state: reportState,
  /** How many people reported the event. */
  count: z.int(),
  /** Newest first, at most `maxStatements`. */
  statements: z.array(statement.extend({ at: z.string() })),
  firstAt: time,
  lastAt: time,
})
export type ReportDocument = z.infer<typeof reportDocument>

export const report = reportDocument
  .extend({
    eventId: id,
    statements: z.array(statement),
    event: z
      .object({
        title: z.string(),
        state: eventState,
        startsAt: time,
        ownerId: id,
        ownerName: z.string(),
      })
      .nullable()
      .meta({ description: 'null when the event was deleted.' }),
  })
  .meta({ id: 'Report', description: 'What people reported about one event.' })
export type Report = z.infer<typeof report>

export const reportInput = z
  .strictObject({ reason: reportReason, comment: lines(1000).default('') })
  .meta({ id: 'ReportInput' })
export type ReportInput = z.infer<typeof reportInput>

const params = z.strictObject({ eventId: id })

export const reportsCreate = operation({
  id: 'reports-create',
  method: 'post',
  path: '/v1/events/{eventId}/reports',
  summary:
    'Reports an event to the admins. Each person reports an event once; a second report changes nothing.',
  access: 'verified',
  limit: 'publish',
  params,
  body: reportInput,
  responses: { 204: null },
  problems: ['not-found'],
})

export const reportsList = operation({
  id: 'reports-list',
  method: 'get',
  path: '/v1/reports',
  summary:
    'The events that people reported, with the newest report first. By default those that wait for an admin.',
  access: 'role',
  limit: 'read',
  query: page.extend({ state: reportState.default('open') }),
  responses: { 200: listOf(report) },
})

export const reportsHide = operation({
  id: 'reports-hide',
  method: 'post',
  path: '/v1/reports/{eventId}/hide',
  summary:
    'Hides an event, reported or not: only admins see it, and it takes no registrations. Registrations, seats and the line stay as they are.',
  access: 'role',
  limit: 'write',
  params,
  responses: { 200: report },
  problems: ['not-found'],
})

export const reportsRestore = operation({
  id: 'reports-restore',
  method: 'post',
  path: '/v1/reports/{eventId}/restore',
  summary:
    'Shows a hidden event again. The event of a suspended person stays hidden until the suspension ends.',
  access: 'role',
  limit: 'write',
  params,
  responses: { 200: report },
  problems: ['not-found'],
})

export const reportsDismiss = operation({
  id: 'reports-dismiss',
  method: 'post',
  path: '/v1/reports/{eventId}/dismiss',
  summary: 'Takes the event off the list and leaves it as it is. A new report puts it back.',
  access: 'role',
  limit: 'write',
  params,
  responses: { 200: report },
  problems: ['not-found'],
})
