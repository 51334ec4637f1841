import { expect, test } from 'vitest'
import { nextReminder, searchTerms, searchWords } from './events.ts'

const found = (query: string) => {
  const words = searchWords({
    title: 'C++ à la carte, second part',
    location: { kind: 'in-person', name: 'Straße 7' },
    tags: ['machine learning'],
    ownerName: 'Olga Labseat',
  })
  const terms = searchTerms(query, undefined)
  return terms.length > 0 && terms.every((term) => words.includes(term))
}

test.each(['c', 'c++', 'A LA CARTE', 'sec', 'second part', 'stra', '7', 'learning', 'olga'])(
  '%s finds it',
  (query) => expect(found(query)).toBe(true),
)
test.each(['x', 'econd', 'second thoughts', '++', '#', '…'])('%s does not', (query) =>
  expect(found(query)).toBe(false),
)
test('nothing asked for is no search', () => {
  expect(searchTerms(undefined, undefined)).toEqual([])
  expect(searchTerms('  ', undefined)).toEqual([])
})
test('the longest term leads: what many have is looked for in what few have', () => {
  expect(searchTerms('an evening', 'data')).toEqual(['evening', '#data', 'an'])
})

test.each([
  [25, '2031-01-31T12:00:00.000Z'],
  [24, '2031-02-01T11:00:00.000Z'],
  [1.5, '2031-02-01T11:00:00.000Z'],
  [1, null],
  [-1, null],
])('%d hours before an event, its next reminder is at %s', (hours, at) => {
  const startsAt = '2031-02-01T12:00:00.000Z'
  const now = new Date(Date.parse(startsAt) - hours * 3_600_000).toISOString()
  expect(nextReminder(startsAt, now)).toBe(at)
})
