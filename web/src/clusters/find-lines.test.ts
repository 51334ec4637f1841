import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findLines } from './find-lines.ts'

test('a line is found in any case of its letters, with its number and its matches', () => {
  const lines = ['aws_vpc.this: Creating...', 'Error: no vpc', 'done', 'VPC of the vpc']
  expect(findLines(lines, 'Vpc')).toEqual([
    { number: 1, text: ['aws_', 'vpc', '.this: Creating...'] },
    { number: 2, text: ['Error: no ', 'vpc', ''] },
    { number: 4, text: ['', 'VPC', ' of the ', 'vpc', ''] },
  ])
})

test.each([
  ['a.b[0] (c) $1 \\ ^|? - /', 'a.b[0] (c) $1 \\ ^|? - /'],
  ['子網路建立失敗', '建立'],
  ['rocket 🚀 line', '🚀'],
  ['cafe\u0301', 'café'],
  ['Größe', 'GRÖSSE'.toLowerCase().replace('ss', 'ß')],
])('%s contains %s', (line, query) => {
  expect(findLines([line], query)).toHaveLength(1)
})

test('a query is a text, not a pattern', () => {
  expect(findLines(['abc'], '.')).toEqual([])
  expect(findLines(['abc'], 'a|x')).toEqual([])
})

test('a line contains each of its parts, and the matches give the whole line', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 })
  fc.assert(
    fc.property(text, text, text, (start, query, end) => {
      const line = start + query + end
      // A part may begin with a letter that composes with the end of the text before it.
      fc.pre(line.normalize().includes(query.normalize()))
      const [match] = findLines([line], query)
      expect(match?.text.join('')).toBe(line.normalize())
    }),
  )
})
