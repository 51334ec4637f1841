import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { createSecret } from '../../server/clusters/attempt.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { minutesAgo, runnerOf, runOf, storeClaim, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const storeQueuedRun = async (attempt = 1) => {
  const stored = await storeRun(otto, account, { state: 'queued', attempt })
  await storeClaim(stored, attempt)
  return stored
}
/** Moves the claim this many seconds into the past. */
const ageClaim = ({ clusterId, runId }: TestCluster, seconds: number) =>
  documents
    .runAccess(clusterId, runId)
    .update({ claimedAt: Timestamp.fromMillis(Date.now() - seconds * 1000) })
const codeOf = async (answer: ReturnType<ReturnType<typeof runnerOf>['claim']>) => {
  const { status, body } = await answer
  return status === 200 ? 200 : body.code
}

test('a claim opens a run once, and a second runner is rejected', async () => {
  const stored = await storeQueuedRun()
  const runner = runnerOf(stored)
  const { status, body, text } = await runner.claim()
  expect(status, text).toBe(200)
  expect(body.inputs).toMatchObject({ command: 'create', mode: 'plan', platform: 'sandbox' })
  expect(await codeOf(runnerOf(stored).claim({ nonce: createSecret() }))).toBe('run-claimed')
  // The first runner continues.
  expect((await runner.report({ lines: ['Still here.'] })).status).toBe(200)
  expect((await runOf(stored)).tail).toEqual(['Still here.'])
})

test('only one of five runners at the same time gets the attempt', async () => {
  const stored = await storeQueuedRun()
  const codes = await Promise.all(
    Array.from({ length: 5 }, () => codeOf(runnerOf(stored).claim({ nonce: createSecret() }))),
  )
  expect(codes.sort()).toEqual([200, ...Array.from({ length: 4 }, () => 'run-claimed')])
})

test('the same runner can repeat its claim for a minute', async () => {
  const stored = await storeQueuedRun()
  const first = await runnerOf(stored).claim()
  const repeated = await Promise.all([runnerOf(stored).claim(), runnerOf(stored).claim()])
  for (const { status, body } of repeated) {
    expect(status).toBe(200)
    expect(body.session).toBe(first.body.session)
    expect(body.inputs.planKey).toBe(first.body.inputs.planKey)
  }
  await ageClaim(stored, 55)
  expect(await codeOf(runnerOf(stored).claim())).toBe(200)
  await ageClaim(stored, 61)
  expect(await codeOf(runnerOf(stored).claim())).toBe('run-claimed')
  expect((await runOf(stored)).state).toBe('planning')
})

test('a claim expires after ten minutes', async () => {
  const stored = await storeQueuedRun()
  await storeClaim(stored, 1, { claimedUntil: minutesAgo(0.1) })
  expect(await codeOf(runnerOf(stored).claim())).toBe('run-over')
  expect((await runOf(stored)).state).toBe('queued')
})

test('the claim of an earlier or later attempt is rejected', async () => {
  const stored = await storeQueuedRun(2)
  expect(await codeOf(runnerOf(stored, 1).claim())).toBe('run-over')
  expect(await codeOf(runnerOf(stored, 3).claim())).toBe('run-over')
  expect((await runOf(stored)).state).toBe('queued')
  expect(await codeOf(runnerOf(stored, 2).claim())).toBe(200)
})

test('a forged claim and the claim of another run are rejected', async () => {
  const [stored, other] = await Promise.all([storeQueuedRun(), storeQueuedRun()])
  const foreign = createSecret()
  expect(await codeOf(runnerOf(stored).claim({ claim: foreign }))).toBe('run-over')
  expect(await codeOf(runnerOf({ ...stored, runId: other.runId }).claim())).toBe('run-over')
  expect(await codeOf(runnerOf({ clusterId: 'nowhere', runId: 'nothing' }).claim())).toBe('run-over')
  expect((await runOf(stored)).state).toBe('queued')
  expect((await runOf(other)).state).toBe('queued')
})

test('a run that was canceled before the claim does not begin', async () => {
  const stored = await storeRun(otto, account, { state: 'canceled' }, 0, { state: 'failed', busy: false })
  await storeClaim(stored, 1)
  expect(await codeOf(runnerOf(stored).claim())).toBe('run-over')
})

test('the session of another run is rejected', async () => {
  const [mine, other] = await Promise.all([storeQueuedRun(), storeQueuedRun()])
  const runner = runnerOf(mine)
  await Promise.all([runner.claim(), runnerOf(other).claim()])
  const borrowed = runnerOf(other)
  // This runner has not claimed, so its session is not valid.
  expect((await borrowed.report({ lines: ['Forged.'] })).body).toMatchObject({ code: 'run-over' })
  expect((await borrowed.credentials()).body).toMatchObject({ code: 'run-over' })
  expect((await runOf(other)).tail).toEqual([])
})
