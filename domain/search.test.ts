import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileText } from '../testing/hostile-text.ts'
import { searchTable } from '../testing/texts/searches.ts'
import { isFoundBy, queryTokens, storedTerms, termOf, tokensOf } from './search.ts'

/** Finds as the API does: Firestore by one term, then the whole query in memory. */
const finds = (text: string, query: string): boolean => {
  const parts = queryTokens(query)
  const tokens = tokensOf([text])
  const term = termOf(parts)
  return term !== undefined && storedTerms(tokens).includes(term) && isFoundBy(parts, tokens)
}

test('the table has 60 pairs and 15 scripts at least', () => {
  const scripts =
    'Latin Greek Cyrillic Hebrew Arabic Devanagari Bengali Tamil Telugu Malayalam Sinhala Han Hiragana Katakana Hangul Thai Lao Khmer Myanmar Georgian Armenian Ethiopic'.split(
      ' ',
    )
  const texts = searchTable.map(([text]) => text).join()
  expect(searchTable.length).toBeGreaterThanOrEqual(60)
  expect(scripts.filter((script) => !new RegExp(`\\p{Script=${script}}`, 'u').test(texts))).toEqual([])
})

test.each(searchTable)('%j is searched for %j: found is %j', (text, query, isFound) => {
  expect(finds(text, query)).toBe(isFound)
})

test('a word is found by each of its beginnings, also beyond the stored ones', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'abcdeñß'), minLength: 1, maxLength: 40 }),
      fc.nat(40),
      (word, length) => {
        const beginning = [...word].slice(0, Math.max(1, length)).join('')
        expect(finds(`first ${word} last`, beginning)).toBe(true)
      },
    ),
  )
})

test('a text of a script without spaces is found by each of its parts', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'東京上手工作坊テスト'), minLength: 1, maxLength: 20 }),
      fc.nat(19),
      fc.nat(19),
      (text, from, length) => {
        const part = [...text].slice(from, from + length + 1).join('')
        if (part !== '') expect(finds(text, part)).toBe(true)
      },
    ),
  )
})

test('every stored term is well-formed text of one case, whatever the text', () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      for (const term of storedTerms(tokensOf([text]))) {
        expect(term.isWellFormed()).toBe(true)
        expect(term).not.toMatch(/\s/)
      }
    }),
  )
})
