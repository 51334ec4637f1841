import { FieldValue, Timestamp } from '@google-cloud/firestore'
import { describe, expect, test } from 'vitest'
import { clusterDocument } from '../contract/clusters.ts'
import { eventDocument } from '../contract/events.ts'
import { labDocument } from '../contract/labs.ts'
import { mail } from '../contract/mails.ts'
import { person } from '../contract/people.ts'
import { registrationDocument } from '../contract/registrations.ts'
import { readableFieldsOf, refusalsOfWrite, storedForm, toFields } from './stored-form.ts'

const now = '2027-05-01T09:00:00.000Z'
const ada = {
  uid: 'ada',
  username: 'ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  createdAt: now,
  updatedAt: now,
  state: 'active',
}
const people = storedForm(person, ['words'])
const events = storedForm(eventDocument)

describe('a whole document is refused', () => {
  test.each([
    [
      'for a name with a control character',
      { ...ada, firstName: 'O\u0092Brien' },
      ['firstName: invalid_format'],
    ],
    ['for a missing field', { ...ada, username: undefined }, ['username: invalid_type']],
    ['for a field that the schema does not have', { ...ada, nickname: 'A' }, ['nickname: unknown field']],
    ['for a time that is not a time', { ...ada, createdAt: 'now' }, ['createdAt: invalid_format']],
    [
      'for a deleted field that must be there',
      { ...ada, state: FieldValue.delete() },
      ['state: invalid_value'],
    ],
  ])('%s', (_, data, refusals) => {
    expect(refusalsOfWrite(people, data, 'whole')).toEqual(refusals)
  })

  test('for a cost that is not a number', () => {
    const refusals = refusalsOfWrite(
      storedForm(clusterDocument),
      { cost: { hourly: { amount: Number.NaN, currency: 'USD' } } },
      'change',
    )
    expect(refusals).toContain('cost.hourly.amount: invalid_type')
  })
})

test('a whole document is taken as a model, as stored, and with values that only Firestore knows', () => {
  expect(refusalsOfWrite(people, { ...ada, words: ['ada'] }, 'whole')).toEqual([])
  expect(refusalsOfWrite(people, toFields(person, ada as never), 'whole')).toEqual([])
  const registration = {
    eventId: 'e',
    userId: 'u',
    state: 'requested',
    holdsSeat: false,
    pending: true,
    attempt: 1,
    requestedAt: FieldValue.serverTimestamp(),
    lineNumber: null,
    settledAt: null,
  }
  expect(refusalsOfWrite(storedForm(registrationDocument), registration, 'whole')).toEqual([])
})

describe('a change', () => {
  test.each([
    ['of one field', { firstName: 'Ada' }, []],
    ['to a text that the schema refuses', { firstName: '' }, ['firstName: too_small']],
    ['of a field at a depth', { 'preferences.mail.events': false }, []],
    [
      'of a field at a depth to another type',
      { 'preferences.mail.events': 'no' },
      ['preferences.mail.events: invalid_type'],
    ],
    ['of an unknown field', { 'preferences.sound': true }, ['preferences.sound: unknown field']],
    ['that deletes an optional field', { avatarVersion: FieldValue.delete() }, []],
    ['that deletes a required field', { username: FieldValue.delete() }, ['username: invalid_type']],
    ['to undefined, which Firestore ignores', { username: undefined }, []],
    ['of the words of the search', { words: ['a'] }, []],
  ])('%s is refused for %j', (_, data, refusals) => {
    const refused = refusalsOfWrite(people, data, 'change')
    expect(refused).toEqual(refusals.length === 0 ? [] : expect.arrayContaining(refusals))
  })

  test('of a number of stars and of a time is taken', () => {
    expect(refusalsOfWrite(events, { 'stars.5': FieldValue.increment(1) }, 'change')).toEqual([])
    expect(refusalsOfWrite(events, { startsAt: Timestamp.now(), settledAt: null }, 'change')).toEqual([])
  })

  test('of a time inside an object is taken as text only, because it is read as text', () => {
    const labs = storedForm(labDocument)
    expect(refusalsOfWrite(labs, { 'rehearsal.endsAt': now }, 'change')).toEqual([])
    const refused = refusalsOfWrite(labs, { 'rehearsal.endsAt': Timestamp.now() }, 'change')
    expect(refused).toEqual(['rehearsal.endsAt: invalid_type'])
  })

  test('of a list that is stored as text is read as a list', () => {
    const mails = storedForm(mail)
    expect(refusalsOfWrite(mails, { left: '[1,2]' }, 'change')).toEqual([])
    expect(refusalsOfWrite(mails, { left: '["a"]' }, 'change')).toEqual(['left.0: invalid_type'])
    expect(refusalsOfWrite(mails, { left: '[1' }, 'change')).toEqual(['left: not JSON'])
  })
})

test('what can be read of a damaged document is read', () => {
  expect(
    readableFieldsOf(person, { ...ada, firstName: 'O\u0092Brien', preferences: { theme: 'pink' } }),
  ).toEqual({
    uid: 'ada',
    username: 'ada',
    lastName: 'Lovelace',
    createdAt: now,
    updatedAt: now,
    state: 'active',
  })
})
