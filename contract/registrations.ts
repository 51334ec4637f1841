import * as z from 'zod'
import { id, listOf, page, time } from './common.ts'
import { event } from './events.ts'
import { operation } from './operation.ts'

export const registrationState = z
  .enum([
    'requested',
    'confirmed',
    'waitlisted',
    'offered',
    'payment-due',
    'declined',
    'expired',
    'cancelled',
    'attended',
    'no-show',
  ])
  .meta({ id: 'RegistrationState' })
export type RegistrationState = z.infer<typeof registrationState>

/** events/{eventId}/registrations/{uid}: the id allows one registration a person. Only settle writes `holdsSeat` and `lineNumber`. */
export const registrationDocument = z.object({
  eventId: id,
  userId: id,
  state: registrationState,
  holdsSeat: z.boolean(),
  /** Waits for settle. */
  pending: z.boolean(),
  /** Starts at 1. Each new request after a cancellation adds 1. */
  attempt: z.int(),
  /** Commit time of the request; with `arrival` it orders the line. Until settled: the time when Firestore received it. */
  requestedAt: time,
  /** Order of requests in one commit, in microseconds after the commit time. */
  arrival: z.int().default(0),
  /** Number from joining the waiting list. The place is computed from it and events/{id}/public/line. */
  lineNumber: z.int().nullable(),
  settledAt: time.nullable(),
  /** When the person last gave up a seat. After the start of the event, it means that they had a seat at the start. */
  gaveUpSeatAt: time.optional(),
})
export type RegistrationDocument = z.infer<typeof registrationDocument>

/** events/{id}/public/line: numbers below `first` have left the line; `gone` left it out of turn. */
export const waitingLine = z.object({ first: z.int(), next: z.int(), gone: z.array(z.int()) })
export type WaitingLine = z.infer<typeof waitingLine>

export const registration = z
  .object({
    eventId: id,
    userId: id,
    state: registrationState,
    holdsSeat: z.boolean(),
    attempt: z.int(),
    requestedAt: time,
    settledAt: time.nullable(),
    waitingPlace: z.int().optional().meta({ description: 'Place on the waiting list; 1 is next.' }),
  })
  .meta({ id: 'Registration' })
export type Registration = z.infer<typeof registration>

export const registrationWithPerson = registration
  .extend({ person: z.object({ username: z.string(), name: z.string(), avatarVersion: z.int().nullable() }) })
  .meta({ id: 'RegistrationWithPerson' })
export type RegistrationWithPerson = z.infer<typeof registrationWithPerson>

export const registrationWithEvent = registration.extend({ event }).meta({ id: 'RegistrationWithEvent' })

const inEvent = z.strictObject({ eventId: id })
/** `me` or a person's uid. */
const ofPerson = z.strictObject({ eventId: id, userId: id })

export const registrationsRequest = operation({
  id: 'registrations-request',
  method: 'post',
  path: '/v1/events/{eventId}/registrations',
  summary:
    'Requests a seat. A repeated request returns the same registration; after a cancellation it joins the end of the line.',
  access: 'verified',
  limit: 'seat',
  params: inEvent,
  responses: { 202: registration, 200: registration },
  problems: ['not-found', 'event-not-open'],
})

export const registrationsGet = operation({
  id: 'registrations-get',
  method: 'get',
  path: '/v1/events/{eventId}/registrations/{userId}',
  summary: "One person's registration; `me` is the caller's.",
  access: 'user',
  limit: 'read',
  params: ofPerson,
  responses: { 200: registration },
  problems: ['not-found'],
})

export const registrationsCancel = operation({
  id: 'registrations-cancel',
  method: 'delete',
  path: '/v1/events/{eventId}/registrations/{userId}',
  summary: 'Cancels a registration. Its seat goes to the first person on the waiting list.',
  access: 'user',
  limit: 'seat',
  params: ofPerson,
  responses: { 200: registration },
  problems: ['not-found', 'conflict'],
})

export const registrationsList = operation({
  id: 'registrations-list',
  method: 'get',
  path: '/v1/events/{eventId}/registrations',
  summary:
    'Registrations in order of arrival. `Accept: text/csv` and the media type of a workbook give a file with all of them, without pages and in no order.',
  access: 'user',
  limit: 'read',
  params: inEvent,
  query: page.extend({ state: registrationState.optional() }),
  responses: { 200: listOf(registrationWithPerson) },
  problems: ['forbidden', 'not-found'],
  csv: true,
  xlsx: true,
})

export const registrationsMine = operation({
  id: 'registrations-mine',
  method: 'get',
  path: '/v1/me/registrations',
  summary: "The caller's registrations with their events, latest first.",
  access: 'user',
  limit: 'read',
  query: page,
  responses: { 200: listOf(registrationWithEvent) },
})
