import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personNames } from '../contract/people.ts'
import { hostileText } from '../testing/hostile-text.ts'
import { repairName, splitName } from './names.ts'

test.each([
  ['Pat O\u0092Brien', { firstName: 'Pat', lastName: 'O’Brien' }],
  ['𠮷田 太郎', { firstName: '𠮷田', lastName: '太郎' }],
  ['Ada\u202e Lovelace', { firstName: 'Ada', lastName: 'Lovelace' }],
  ['Ada\ud800', { firstName: 'Ada', lastName: '' }],
  ['Sukarno', { firstName: 'Sukarno', lastName: '' }],
  ['👩‍💻 Ada', { firstName: 'Ada', lastName: '' }],
  ['Cafe\u0301 Noir', { firstName: 'Café', lastName: 'Noir' }],
  ['\u3164 \u3164', { firstName: 'New', lastName: 'member' }],
  ['line\nbreak', { firstName: 'line', lastName: 'break' }],
  ['\u200b\u2066', { firstName: 'New', lastName: 'member' }],
  ['', { firstName: 'New', lastName: 'member' }],
  ['Ada King Lovelace', { firstName: 'Ada', lastName: 'King Lovelace' }],
])('the account name %j becomes %j', (name, names) => {
  expect(splitName(name)).toEqual(names)
})

test('every account name becomes a first name and a last name, which may be empty, that the schema takes unchanged', () => {
  fc.assert(
    fc.property(hostileText(), (name) => {
      const { firstName, lastName } = splitName(name)
      expect(personNames.firstName.parse(firstName)).toBe(firstName)
      expect(personNames.lastName.parse(lastName)).toBe(lastName)
    }),
    { numRuns: 2000 },
  )
})

test('a repaired name stays as it is', () => {
  fc.assert(
    fc.property(hostileText(), (name) => {
      expect(repairName(repairName(name))).toBe(repairName(name))
    }),
    { numRuns: 1000 },
  )
})
