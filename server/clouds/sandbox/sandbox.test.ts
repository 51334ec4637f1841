import { expect, test } from 'vitest'
import { sandbox } from './index.ts'

const signal = AbortSignal.timeout(1_000)
const none = { kind: 'none' } as const

test('the sandbox passes every step and needs no permissions', async () => {
  const steps: string[] = []
  const verification = await sandbox.verify(none, {
    signal,
    report: (step, state) => steps.push(`${step} ${state}`),
  })
  expect(verification).toEqual({
    identity: 'This Labseat',
    scope: { id: 'sandbox' },
    missingPermissions: [],
    permissionsKnown: true,
    regions: ['local'],
  })
  expect(steps.filter((line) => line.endsWith('passed'))).toHaveLength(4)
})

test('the sandbox has no storage', async () => {
  expect(await sandbox.listBuckets(none, { limit: 20, signal })).toEqual({ items: [] })
  await expect(sandbox.createBucket(none, { name: 'state', region: 'local', signal })).rejects.toMatchObject({
    reason: 'invalid',
  })
})
