import { expect, test } from 'vitest'
import { operations } from '../../../contract/index.ts'
import { actionName } from './actions.ts'

/** Operations that change no stored data, so they are not recorded. */
const unrecorded = ['auth-request-password-reset', 'clusters-estimate', 'runner-credentials']

test('every operation that changes data has a text in the activity log', () => {
  const changes = operations.filter(({ id, method }) => method !== 'get' && !unrecorded.includes(id))
  expect(changes.map(({ id }) => id).filter((id) => actionName(id) === id)).toEqual([])
})
