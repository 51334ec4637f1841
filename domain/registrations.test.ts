import { expect, test } from 'vitest'
import type { RegistrationDocument } from '../contract/registrations.ts'
import { attendeesFileName, presentRegistration } from './registrations.ts'

const stored: RegistrationDocument = {
  eventId: 'workshop',
  userId: 'ada',
  state: 'confirmed',
  holdsSeat: true,
  pending: false,
  attempt: 1,
  requestedAt: '2031-05-01T09:00:00.000Z',
  arrival: 0,
  lineNumber: null,
  settledAt: '2031-05-01T09:00:01.000Z',
}
const committedAt = '2031-05-01T09:00:02.000Z'

test('a settled registration stays as it is stored', () => {
  expect(presentRegistration(stored, committedAt)).toEqual(stored)
})

test('a cancelled registration holds no seat before settling has passed the seat on', () => {
  const cancelled = { ...stored, state: 'cancelled' as const, pending: true }
  expect(presentRegistration(cancelled, committedAt).holdsSeat).toBe(false)
})

test('a request arrived when Firestore committed it', () => {
  const requested = { ...stored, state: 'requested' as const, holdsSeat: false, settledAt: null }
  expect(presentRegistration(requested, committedAt).requestedAt).toBe(committedAt)
  expect(presentRegistration(requested).requestedAt).toBe(stored.requestedAt)
})

test('the name of a file has the title without the signs that a file system refuses', () => {
  expect(attendeesFileName('C/C++: "why?" <now>', 'csv')).toBe('C C++ why now – people.csv')
  expect(attendeesFileName('東京Kubernetes上手工作坊', 'xlsx')).toBe('東京Kubernetes上手工作坊 – people.xlsx')
  expect(attendeesFileName('a'.repeat(200), 'csv')).toBe(`${'a'.repeat(80)} – people.csv`)
  expect(attendeesFileName('../../x', 'csv')).toBe('.. .. x – people.csv')
})
