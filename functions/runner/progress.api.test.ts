import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { clusterOf, minutesAgo, runnerOf, runOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const applying = (cluster: object = {}) =>
  storeRun(otto, account, { state: 'applying', approved: true }, 0, cluster)
const resource = (state: string) => ({ address: 'a.b', stage: 'cluster', action: 'create', state })

test('the same word twice is taken once, also at once', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  const word = { lines: ['one'], resources: [resource('running')] }
  const answers = await Promise.all([runner.says(word, 1), runner.says(word, 1), runner.says(word, 1)])
  answers.push(await runner.says(word, 1))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await runOf(stored)).toMatchObject({ tail: ['one'], sequence: 1, total: 1, done: 0 })
})

test('what comes out of order does not undo what is newer', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  await runner.says({ resources: [resource('done')] }, 2)
  expect((await runner.says({ resources: [resource('running')] }, 1)).status).toBe(200)
  expect(await runOf(stored)).toMatchObject({ sequence: 2, done: 1, resources: [{ state: 'done' }] })
})

test('a report of an old attempt is rejected and changes nothing', async () => {
  const stored = await storeRun(otto, account, { state: 'applying', approved: true, attempt: 2 })
  const runBefore = await runOf(stored)
  const old = runnerOf(stored, 1)
  const words = [
    { lines: ['Old.'] },
    { planned: { changes: 1 } },
    { stale: true },
    { finished: { outcome: 'failed', failure: { reason: 'terraform', detail: 'Old.' } } },
  ]
  for (const word of words) expect((await old.says(word)).body).toMatchObject({ code: 'run-over' })
  expect(await runOf(stored)).toEqual(runBefore)
  expect(await clusterOf(stored)).toMatchObject({ busy: true, state: 'provisioning' })
})

test('the last word is answered again as often as it is asked; nothing is taken after it', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  const last = {
    lines: ['Apply complete!'],
    finished: { outcome: 'succeeded', outputs: { endpoint: 'https://k8s.test' } },
  }
  const answers = await Promise.all([runner.says(last, 5), runner.says(last, 5)])
  answers.push(await runner.says(last, 5))
  expect(answers.map(({ status, body }) => [status, body])).toEqual(
    Array.from({ length: 3 }, () => [200, { cancel: false }]),
  )
  const runAfter = await runOf(stored)
  expect(runAfter).toMatchObject({ state: 'succeeded', parts: 1, tail: [] })
  expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false, endpoint: 'https://k8s.test' })
  const late = [
    await runner.says({ lines: ['After the end.'] }, 6),
    await runner.says({ finished: { outcome: 'failed' } }, 7),
    await runner.says({}, 4),
    await runner.credentials(),
  ]
  for (const { body } of late) expect(body).toMatchObject({ code: 'run-over' })
  expect(await runOf(stored)).toEqual(runAfter)
})

test('a plan that is reported twice waits once, without an error', async () => {
  const stored = await storeRun(otto, account, { state: 'planning' })
  const runner = runnerOf(stored)
  const word = { resources: [resource('planned')], planned: { changes: 1 } }
  const answers = await Promise.all([runner.says(word, 1), runner.says(word, 1)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await runOf(stored)).toMatchObject({ state: 'awaiting-approval', attempt: 1, total: 1 })
})

test('a heartbeat is heard, and written down only now and then', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  const written = async () => (await documents.run(stored.clusterId, stored.runId).get()).updateTime
  const runBefore = await written()
  expect((await runner.says()).body).toEqual({ cancel: false })
  expect(await written()).toEqual(runBefore)
  const silent = await storeRun(otto, account, { state: 'applying', heardAt: minutesAgo(1) })
  await runnerOf(silent).says()
  expect(Date.now() - Date.parse((await runOf(silent)).heardAt!)).toBeLessThan(20_000)
})

test('the next attempt replaces a stale plan, and reports of the first attempt are rejected', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  expect((await runner.says({ stale: true })).status).toBe(200)
  const run = await runOf(stored)
  expect(run).toMatchObject({ attempt: 2, approved: false })
  expect(['queued', 'planning', 'awaiting-approval']).toContain(run.state)
  expect((await runner.says({ lines: ['Late.'] })).body).toMatchObject({ code: 'run-over' })
})

test('what is left after a destroy is listed with where it was looked for', async () => {
  const destroy = { command: 'destroy', approval: 'automatic', before: 'ready' } as const
  const stored = await storeRun(otto, account, { ...destroy, state: 'applying', approved: true }, 0, {
    state: 'destroying',
  })
  const left = [{ id: 'vol-1', kind: 'volume', region: 'eu-central-1', link: 'https://console.test/vol-1' }]
  const failure = { reason: 'leftovers', detail: 'Terraform is through, and 1 are still there: volume.' }
  const regions = ['eu-central-1', 'us-east-1']
  await runnerOf(stored).says({ finished: { outcome: 'failed', failure, left, regions } })
  expect(await clusterOf(stored)).toMatchObject({
    state: 'failed',
    live: true,
    busy: false,
    inventory: { left, regions },
  })
  expect(await runOf(stored)).toMatchObject({ state: 'failed', failure })
})

test('a runner that ended well without having looked has not destroyed anything', async () => {
  const destroy = { command: 'destroy', approval: 'automatic', before: 'ready' } as const
  const stored = await storeRun(otto, account, { ...destroy, state: 'applying', approved: true }, 0, {
    state: 'destroying',
  })
  await runnerOf(stored).says({ finished: { outcome: 'succeeded' } })
  expect(await clusterOf(stored)).toMatchObject({ state: 'failed', live: true })
})
