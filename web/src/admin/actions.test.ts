import { expect, test } from 'vitest'
import { operations } from '../../../contract/index.ts'
import { actionName } from './actions.ts'

/** What changes nothing that is kept, and so is not on record. */
const unrecorded = ['auth-request-password-reset', 'clusters-estimate', 'runner-credentials']

test('every change that people can make has words in the log of what happened', () => {
  const changes = operations.filter(({ id, method }) => method !== 'get' && !unrecorded.includes(id))
  expect(changes.map(({ id }) => id).filter((id) => actionName(id) === id)).toEqual([])
})
