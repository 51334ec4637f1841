import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { newSecret } from '../../server/clusters/attempt.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { minutesAgo, opens, runnerOf, runOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const storeQueuedRun = async (attempt = 1) => {
  const stored = await storeRun(otto, account, { state: 'queued', attempt })
  await opens(stored, attempt)
  return stored
}
/** As if it had been claimed so many seconds ago. */
const claimedBefore = ({ clusterId, runId }: TestCluster, seconds: number) =>
  documents
    .runAccess(clusterId, runId)
    .update({ claimedAt: Timestamp.fromMillis(Date.now() - seconds * 1000) })
const code = async (answer: ReturnType<ReturnType<typeof runnerOf>['claim']>) => {
  const { status, body } = await answer
  return status === 200 ? 200 : body.code
}

test('a claim opens a run once: a second runner has to stop', async () => {
  const stored = await storeQueuedRun()
  const runner = runnerOf(stored)
  const { status, body, text } = await runner.claim()
  expect(status, text).toBe(200)
  expect(body.inputs).toMatchObject({ command: 'create', mode: 'plan', platform: 'sandbox' })
  expect(await code(runnerOf(stored).claim({ nonce: newSecret() }))).toBe('run-claimed')
  // The first goes on undisturbed.
  expect((await runner.says({ lines: ['Still here.'] })).status).toBe(200)
  expect((await runOf(stored)).tail).toEqual(['Still here.'])
})

test('of many at once one gets it', async () => {
  const stored = await storeQueuedRun()
  const codes = await Promise.all(
    Array.from({ length: 5 }, () => code(runnerOf(stored).claim({ nonce: newSecret() }))),
  )
  expect(codes.sort()).toEqual([200, ...Array.from({ length: 4 }, () => 'run-claimed')])
})

test('an answer that was lost is given again to the same runner, for a minute', async () => {
  const stored = await storeQueuedRun()
  const first = await runnerOf(stored).claim()
  const repeated = await Promise.all([runnerOf(stored).claim(), runnerOf(stored).claim()])
  for (const { status, body } of repeated) {
    expect(status).toBe(200)
    expect(body.session).toBe(first.body.session)
    expect(body.inputs.planKey).toBe(first.body.inputs.planKey)
  }
  await claimedBefore(stored, 55)
  expect(await code(runnerOf(stored).claim())).toBe(200)
  await claimedBefore(stored, 61)
  expect(await code(runnerOf(stored).claim())).toBe('run-claimed')
  expect((await runOf(stored)).state).toBe('planning')
})

test('a claim is good for ten minutes', async () => {
  const stored = await storeQueuedRun()
  await opens(stored, 1, { claimedUntil: minutesAgo(0.1) })
  expect(await code(runnerOf(stored).claim())).toBe('run-over')
  expect((await runOf(stored)).state).toBe('queued')
})

test('the claim of an earlier attempt opens nothing, nor does that of one to come', async () => {
  const stored = await storeQueuedRun(2)
  expect(await code(runnerOf(stored, 1).claim())).toBe('run-over')
  expect(await code(runnerOf(stored, 3).claim())).toBe('run-over')
  expect((await runOf(stored)).state).toBe('queued')
  expect(await code(runnerOf(stored, 2).claim())).toBe(200)
})

test('a forged claim, and one of another run, open nothing', async () => {
  const [stored, other] = await Promise.all([storeQueuedRun(), storeQueuedRun()])
  const foreign = newSecret()
  expect(await code(runnerOf(stored).claim({ claim: foreign }))).toBe('run-over')
  expect(await code(runnerOf({ ...stored, runId: other.runId }).claim())).toBe('run-over')
  expect(await code(runnerOf({ clusterId: 'nowhere', runId: 'nothing' }).claim())).toBe('run-over')
  expect((await runOf(stored)).state).toBe('queued')
  expect((await runOf(other)).state).toBe('queued')
})

test('a run that was canceled before it was claimed is not begun', async () => {
  const stored = await storeRun(otto, account, { state: 'canceled' }, 0, { state: 'failed', busy: false })
  await opens(stored, 1)
  expect(await code(runnerOf(stored).claim())).toBe('run-over')
})

test('a session of another attempt or run says nothing', async () => {
  const [mine, other] = await Promise.all([storeQueuedRun(), storeQueuedRun()])
  const runner = runnerOf(mine)
  await Promise.all([runner.claim(), runnerOf(other).claim()])
  const borrowed = runnerOf(other)
  // Its session is that of nobody here.
  expect((await borrowed.says({ lines: ['Forged.'] })).body).toMatchObject({ code: 'run-over' })
  expect((await borrowed.credentials()).body).toMatchObject({ code: 'run-over' })
  expect((await runOf(other)).tail).toEqual([])
})
