import { expect, test } from 'vitest'
import { expiresOn, securityText } from './security-txt.ts'

const dayMs = 24 * 3600_000

test('security.txt is valid for another month, and for less than a year as RFC 9116 advises', () => {
  const daysLeft = (Date.parse(expiresOn) - Date.now()) / dayMs
  expect(daysLeft, 'move expiresOn in web/security-txt.ts').toBeGreaterThan(30)
  expect(daysLeft).toBeLessThan(366)
})

test('security.txt has the fields of RFC 9116, one a line', () => {
  expect(securityText('mailto:security@labseat.example', 'https://labseat.example').split('\n')).toEqual([
    'Contact: mailto:security@labseat.example',
    `Expires: ${expiresOn}T00:00:00.000Z`,
    'Preferred-Languages: en',
    'Canonical: https://labseat.example/.well-known/security.txt',
    '',
  ])
})
