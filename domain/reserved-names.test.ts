import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reservedUsernames } from '../contract/usernames.ts'
import { isReservedName, isReservedUsername } from './reserved-names.ts'

test.each([
  ...['admin', 'admin_', '_admin', 'adm1n', 'a-d-m-i-n', 'admin-2', 'admin42', 'administrator'],
  ...[
    'support-team',
    'supportteam',
    'support_',
    'supp0rt',
    'labseat-support',
    'labseat',
    '1abseat',
    'lab-seat',
    'the-labseat',
  ],
  ...['sign-in', 'me', 'former-member', 'formermember', 'security-2'],
])('the username %s is reserved', (name) => expect(isReservedUsername(name)).toBe(true))

test.each([
  'olga-petrenko',
  'team-olga',
  'adminka',
  'ada_l',
  'supporter',
  'me-myself',
  'olga-2',
  'newton',
  'rootbeer',
  '123',
])('the username %s is free', (name) => expect(isReservedUsername(name)).toBe(false))

test.each([
  ['Labseat', 'Support'],
  ['LABSEAT', 'support'],
  ['Labseat', 'Inc'],
  ['Ada', 'Labseat-Support'],
  ['Support', 'Team'],
  ['Support', 'Labseat'],
  ['Admin', 'Admin'],
  ['Lаbsеаt', 'Hilfe'],
  ['Ｌａｂｓｅａｔ', 'Hilfe'],
  ['Iabseat', 'Hilfe'],
  ['L-a-b-s-e-a-t', 'Hilfe'],
  ['Lab\u200dseat', 'Hilfe'],
  ['Lábseat', 'Hilfe'],
  ['$upport', 'Team'],
  ['Ѕuрроrt', 'Теаm'],
])('the name %s %s is reserved', (first, last) => expect(isReservedName(first, last)).toBe(true))

test.each([
  ['Ada', 'Labseat'],
  ['Olga', 'Petrenko'],
  ['Грета', 'Тундра'],
  ['Mark', 'Service'],
  ['小龙', '李'],
  ['New', 'member'],
  ['𠮷田', '太郎'],
  ['P.', 'Root'],
])('the name %s %s is free', (first, last) => expect(isReservedName(first, last)).toBe(false))

test('a reserved word stays reserved in any case, with separators and digits around it', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...reservedUsernames),
      fc.constantFrom('', '-', '_', '--'),
      fc.constantFrom('', '-', '_'),
      (word, prefix, suffix) => {
        expect(isReservedUsername(`${prefix}${word}${suffix}`)).toBe(true)
      },
    ),
  ))

/** Any code units, also halves of surrogate pairs. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 60 })

test('no name fails the check', () =>
  fc.assert(
    fc.property(anyText, anyText, (first, last) => {
      expect(typeof isReservedName(first, last)).toBe('boolean')
      expect(typeof isReservedUsername(first)).toBe('boolean')
    }),
  ))
