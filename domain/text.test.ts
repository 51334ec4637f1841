import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText, firstCharacterOf } from './text.ts'

const anyText = fc.string({ unit: 'grapheme-composite', maxLength: 40 })

test.each([
  ['Ada', 2, 'Ad'],
  ['𠮷田', 1, '𠮷'],
  ['𠮷田', 2, '𠮷田'],
  ['a👩‍💻b', 3, 'a'],
  ['a👩‍💻b', 4, 'a👩‍💻'],
  ['e\u0301e\u0301', 3, 'e\u0301'],
  ['e\u0301\u0302', 2, 'e\u0301'],
  ['', 5, ''],
])('%j cut to %i code points is %j', (text, max, cut) => {
  expect(cutText(text, max)).toBe(cut)
})

test('a cut text is a well-formed beginning, at most as long as allowed', () => {
  fc.assert(
    fc.property(anyText, fc.nat(30), (text, max) => {
      const cut = cutText(text, max)
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.isWellFormed()).toBe(true)
      expect([...cut].length).toBeLessThanOrEqual(max)
    }),
  )
})

test.each([
  ['𠮷野家', '𠮷'],
  ['👩‍💻 Ada', '👩‍💻'],
  ['', ''],
])('the first character of %j is %j', (text, first) => {
  expect(firstCharacterOf(text)).toBe(first)
})
