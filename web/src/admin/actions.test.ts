import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { operations } from '../../../contract/index.ts'
import { actionName } from './actions.ts'

/** Operations that change no stored data, or only what ends within minutes, or only the marks of a person's own notifications. They are not recorded, as well as what a recorded run asks for. */
const unrecorded = [
  'auth-request-password-reset',
  'sign-ins-answer',
  'clusters-estimate',
  'labs-open',
  'runner-credentials',
  'runner-hub',
  'notifications-update',
  'notifications-read-all',
  'notifications-clear',
  'notifications-delete',
]

test('every operation that changes data has a text in the activity log', () => {
  const changes = operations.filter(({ id, method }) => method !== 'get' && !unrecorded.includes(id))
  expect(changes.map(({ id }) => id).filter((id) => actionName(id) === id)).toEqual([])
})

test('every action that the server records without a caller has a text in the activity log', () => {
  const root = join(import.meta.dirname, '../../..')
  const sources = globSync('{server,pubsub}/**/*.ts', { cwd: root }).filter(
    (path) => !/\.test\.ts$/.test(path),
  )
  const ids = sources.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/\baction: '([\w-]+)'/g)].map((match) => match[1]!),
  )
  expect(ids).toContain('clusters-end')
  expect(ids.filter((id) => actionName(id) === id)).toEqual([])
})
