import { expect, test } from 'vitest'
import { pseudo } from './pseudo.ts'

test('a pseudo-language text is 40 % longer, has accents, and keeps placeholders and tags', () => {
  const text = 'Confirm your address with the link we sent to <b>{{email}}</b>.'
  const longer = pseudo(text)
  expect(longer).toContain('<b>{{email}}</b>')
  expect(longer).toMatch(/^\[Çóñfírm ýóúr áddréšš .*\]$/)
  expect(pseudo('See you there. Bring a laptop.')).toHaveLength(30 * 1.4 + '[]'.length)
})
