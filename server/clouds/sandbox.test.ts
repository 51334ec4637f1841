import { expect, test } from 'vitest'
import { sandbox } from './sandbox.ts'

const signal = AbortSignal.timeout(1_000)
const none = { kind: 'none' } as const

test('the sandbox passes every step, and asks for nothing', async () => {
  const said: string[] = []
  const verified = await sandbox.verify(none, {
    signal,
    report: (step, state) => said.push(`${step} ${state}`),
  })
  expect(verified).toEqual({
    identity: 'This Labseat',
    scope: { id: 'sandbox' },
    missingPermissions: [],
    permissionsKnown: true,
    regions: ['local'],
  })
  expect(said.filter((line) => line.endsWith('passed'))).toHaveLength(4)
})

test('the sandbox has no storage', async () => {
  expect(await sandbox.buckets(none, { limit: 20, signal })).toEqual({ items: [] })
  await expect(sandbox.createBucket(none, { name: 'state', region: 'local', signal })).rejects.toMatchObject({
    reason: 'invalid',
  })
})
