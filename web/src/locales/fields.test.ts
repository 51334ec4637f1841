import { expect, test } from 'vitest'
import { line } from '../../../contract/common.ts'
import { fieldText } from './fields.ts'

const textFor = (title: string) => fieldText(line(3, 1200).safeParse(title).error?.issues[0]?.message ?? '')

test('a message key becomes its text with its values, and other text stays unchanged', () => {
  expect(textFor('ab')).toBe('Use at least 3 characters.')
  expect(textFor('a'.repeat(1201))).toBe('Use at most 1,200 characters.')
  expect(fieldText('Ada is taken.')).toBe('Ada is taken.')
})
