import { expect, test } from 'vitest'
import { isolate, isolateValues } from './isolate.ts'

test.each([
  ['Hebrew', 'שלום'],
  ['Arabic', 'قاعة 5'],
  ['Syriac', 'ܫܠܡܐ'],
  ['Thaana', 'މާލެ'],
  ["N'Ko", 'ߒߞߏ'],
  ['Adlam', '𞤀𞤣𞤤𞤢𞤥'],
  ['Arabic forms', 'ﷺ'],
  ['an override', 'Ada\u202egpj.exe'],
  ['a direction mark', 'Ada\u200f'],
])('%s is isolated', (_, text) => expect(isolate(text)).toBe(`\u2068${text}\u2069`))

test.each(['Ada', 'Łódź', '東京', 'हिन्दी', 'ไทย', 'Ελλάδα', 'Қазақстан', '🎉 1,234.50 €', '', '\ufeff'])(
  '%j stays as it is',
  (text) => expect(isolate(text)).toBe(text),
)

test('the texts among values are isolated, and numbers stay', () => {
  expect(isolateValues({ event: 'قاعة', count: 5, name: 'Ada' })).toEqual({
    event: '\u2068قاعة\u2069',
    count: 5,
    name: 'Ada',
  })
})
