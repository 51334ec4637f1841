import { expect, test } from 'vitest'
import { line } from '../../../contract/common.ts'
import { fieldText } from './fields.ts'

const textFor = (title: string) => fieldText(line(3, 1200).safeParse(title).error?.issues[0]?.message ?? '')

test('a message of the contract becomes its text with its numbers, and any other text stays as it is', () => {
  expect(textFor('ab')).toBe('Use at least 3 characters.')
  expect(textFor('a'.repeat(1201))).toBe('Use at most 1,200 characters.')
  expect(fieldText('Ada is taken.')).toBe('Ada is taken.')
})
