import { expect, test } from 'vitest'
import * as z from 'zod'
import { config } from '../config.ts'
import { describeReason } from './describe-reason.ts'

test('a message that does not match the contract names the field', () => {
  const { error } = z.object({ uid: z.string() }).safeParse({ uid: 3 })
  expect(describeReason(error)).toMatch(/^The message does not match the contract: uid: /)
})

test.each([
  [`bad key ${config.hmacKeys[0]}`, 'bad key …'],
  [`connect ${config.mail.smtpUrl} refused`, 'connect … refused'],
  ['550 no such user <ada@example.com> here', '550 no such user <…> here'],
  ['GET https://api.example/x?token=abc failed', 'GET https://api.example/x?… failed'],
  ['two\n  lines', 'two lines'],
])('%s becomes %s', (text, reason) => {
  expect(describeReason(new Error(text))).toBe(reason)
})

test('a long reason is cut, and anything thrown has one', () => {
  expect(describeReason(new Error('x'.repeat(900)))).toHaveLength(500)
  expect(describeReason('out of paper')).toBe('out of paper')
})
