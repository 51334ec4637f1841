import { expect, test } from 'vitest'
import { line } from '../../../contract/common.ts'
import { fieldText } from './fields.ts'

const said = (text: string) => line(3, 1200).safeParse(text).error?.issues[0]?.message ?? ''

test("the contract's words are found with their numbers, and others are left as they are", () => {
  expect(said('ab')).toBe('At least 3 characters.')
  expect(fieldText(said('ab'))).toBe('At least 3 characters.')
  expect(fieldText(said('a'.repeat(1201)))).toBe('At most 1,200 characters.')
  expect(fieldText('Ada is taken.')).toBe('Ada is taken.')
})
