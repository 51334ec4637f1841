import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { foreignLock } from '../../testing/calls/shared.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { lastOf, waitForState } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { type NamedCluster, storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntil } from '../../testing/wait-until.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const failure = { reason: 'state-locked', detail: 'It is locked.', lock: foreignLock } as const
const unlock = ({ clusterId, name }: NamedCluster, lockId: string = foreignLock.id) =>
  api('POST', `/v1/clusters/${clusterId}/unlock`, { name, lockId }, otto)

test('the lock is released by a run that repeats the failed command, and the activity names the holder', async () => {
  const stored = await storeCluster(
    otto,
    account,
    { state: 'failed' },
    { command: 'destroy', state: 'failed', failure },
  )
  const { status, text } = await unlock(stored)
  expect(status, text).toBe(202)
  expect(await lastOf(stored)).toMatchObject({
    command: 'destroy',
    unlock: { stage: 'cluster', id: foreignLock.id },
  })
  await waitForState(stored, 'destroyed')
  const path = `clusters/${stored.clusterId}`
  const [entry] = await waitUntil('the activity is there', async () => {
    const entries = documents.activityCollection().where('things', 'array-contains', path)
    const recorded = (await entries.get()).docs.map((doc) => doc.data())
    const unlocks = recorded.filter(({ action }) => action === 'clusters-unlock')
    return unlocks.length > 0 && unlocks
  })
  expect(entry).toMatchObject({
    actorId: otto.uid,
    details: { lock: foreignLock.id, holder: foreignLock.who, since: foreignLock.since },
  })
}, 150_000)

test('a lock that the last run did not fail at is not released', async () => {
  const failed = { state: 'failed' } as const
  const withLock = await storeCluster(otto, account, failed, { ...failed, failure })
  expect((await unlock(withLock, 'another')).body).toMatchObject({ code: 'nothing-to-unlock' })
  const withoutLock = await storeCluster(otto, account, failed, failed)
  expect((await unlock(withoutLock)).body).toMatchObject({ code: 'nothing-to-unlock' })
  for (const stored of [withLock, withoutLock])
    expect(await lastOf(stored)).toMatchObject({ runId: stored.runId })
})
