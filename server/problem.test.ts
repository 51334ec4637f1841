import { expect, test } from 'vitest'
import { eventInput } from '../contract/events.ts'
import { fieldProblemsOf } from '../contract/validation-issues.ts'
import { grpc, invalidInput, toProblem } from './problem.ts'

test('an answer names at most twenty fields, with short paths', () => {
  const unknownFields = Object.fromEntries(
    Array.from({ length: 50_000 }, (_, index) => [`${'x'.repeat(500)}${index}`, 1]),
  )
  const { error } = eventInput.safeParse(unknownFields)
  const answer = invalidInput(fieldProblemsOf(error!)).toBody('request')
  expect(answer.fields).toHaveLength(20)
  expect(JSON.stringify(answer).length).toBeLessThan(5_000)
})

test.each([
  ['an update of a document that was deleted meanwhile', 'No document to update: people/ada', 'conflict'],
  ['what another service of Google does not have', 'CryptoKey not found', 'internal'],
])('%s is the problem of its kind', (_, message, code) => {
  expect(toProblem(Object.assign(new Error(message), { code: grpc.notFound })).code).toBe(code)
})
