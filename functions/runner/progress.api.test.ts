import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { clusterOf, keepsRun, minutesAgo, runnerOf, runOf } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const applying = (cluster: object = {}) =>
  keepsRun(otto, account, { state: 'applying', approved: true }, 0, cluster)
const resource = (state: string) => ({ address: 'a.b', stage: 'cluster', action: 'create', state })

test('the same word twice is taken once, also at once', async () => {
  const kept = await applying()
  const runner = runnerOf(kept)
  const word = { lines: ['one'], resources: [resource('running')] }
  const answers = await Promise.all([runner.says(word, 1), runner.says(word, 1), runner.says(word, 1)])
  answers.push(await runner.says(word, 1))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await runOf(kept)).toMatchObject({ tail: ['one'], sequence: 1, total: 1, done: 0 })
})

test('what comes out of order does not undo what is newer', async () => {
  const kept = await applying()
  const runner = runnerOf(kept)
  await runner.says({ resources: [resource('done')] }, 2)
  expect((await runner.says({ resources: [resource('running')] }, 1)).status).toBe(200)
  expect(await runOf(kept)).toMatchObject({ sequence: 2, done: 1, resources: [{ state: 'done' }] })
})

test('an old attempt is told that it is over, and changes nothing', async () => {
  const kept = await keepsRun(otto, account, { state: 'applying', approved: true, attempt: 2 })
  const before = await runOf(kept)
  const old = runnerOf(kept, 1)
  const words = [
    { lines: ['Old.'] },
    { planned: { changes: 1 } },
    { stale: true },
    { finished: { outcome: 'failed', failure: { reason: 'terraform', detail: 'Old.' } } },
  ]
  for (const word of words) expect((await old.says(word)).body).toMatchObject({ code: 'run-over' })
  expect(await runOf(kept)).toEqual(before)
  expect(await clusterOf(kept)).toMatchObject({ busy: true, state: 'provisioning' })
})

test('the last word is answered again as often as it is asked; nothing is taken after it', async () => {
  const kept = await applying()
  const runner = runnerOf(kept)
  const last = {
    lines: ['Apply complete!'],
    finished: { outcome: 'succeeded', outputs: { endpoint: 'https://k8s.test' } },
  }
  const answers = await Promise.all([runner.says(last, 5), runner.says(last, 5)])
  answers.push(await runner.says(last, 5))
  expect(answers.map(({ status, body }) => [status, body])).toEqual(
    Array.from({ length: 3 }, () => [200, { cancel: false }]),
  )
  const after = await runOf(kept)
  expect(after).toMatchObject({ state: 'succeeded', parts: 1, tail: [] })
  expect(await clusterOf(kept)).toMatchObject({ state: 'ready', busy: false, endpoint: 'https://k8s.test' })
  const late = [
    await runner.says({ lines: ['After the end.'] }, 6),
    await runner.says({ finished: { outcome: 'failed' } }, 7),
    await runner.says({}, 4),
    await runner.credentials(),
  ]
  for (const { body } of late) expect(body).toMatchObject({ code: 'run-over' })
  expect(await runOf(kept)).toEqual(after)
})

test('a plan that is told twice waits once, and is no error', async () => {
  const kept = await keepsRun(otto, account, { state: 'planning' })
  const runner = runnerOf(kept)
  const word = { resources: [resource('planned')], planned: { changes: 1 } }
  const answers = await Promise.all([runner.says(word, 1), runner.says(word, 1)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await runOf(kept)).toMatchObject({ state: 'awaiting-approval', attempt: 1, total: 1 })
})

test('a heartbeat is heard, and written down only now and then', async () => {
  const kept = await applying()
  const runner = runnerOf(kept)
  const written = async () => (await documents.run(kept.clusterId, kept.runId).get()).updateTime
  const before = await written()
  expect((await runner.says()).body).toEqual({ cancel: false })
  expect(await written()).toEqual(before)
  const silent = await keepsRun(otto, account, { state: 'applying', heardAt: minutesAgo(1) })
  await runnerOf(silent).says()
  expect(Date.now() - Date.parse((await runOf(silent)).heardAt!)).toBeLessThan(20_000)
})

test('a stale plan is planned anew by the next attempt, and the first is heard no more', async () => {
  const kept = await applying()
  const runner = runnerOf(kept)
  expect((await runner.says({ stale: true })).status).toBe(200)
  const run = await runOf(kept)
  expect(run).toMatchObject({ attempt: 2, approved: false })
  expect(['queued', 'planning', 'awaiting-approval']).toContain(run.state)
  expect((await runner.says({ lines: ['Late.'] })).body).toMatchObject({ code: 'run-over' })
})

test('what is left after a destroy is listed with where it was looked for', async () => {
  const destroy = { command: 'destroy', approval: 'automatic', before: 'ready' } as const
  const kept = await keepsRun(otto, account, { ...destroy, state: 'applying', approved: true }, 0, {
    state: 'destroying',
  })
  const left = [{ id: 'vol-1', kind: 'volume', region: 'eu-central-1', link: 'https://console.test/vol-1' }]
  const failure = { reason: 'leftovers', detail: 'Terraform is through, and 1 are still there: volume.' }
  const regions = ['eu-central-1', 'us-east-1']
  await runnerOf(kept).says({ finished: { outcome: 'failed', failure, left, regions } })
  expect(await clusterOf(kept)).toMatchObject({
    state: 'failed',
    live: true,
    busy: false,
    inventory: { left, regions },
  })
  expect(await runOf(kept)).toMatchObject({ state: 'failed', failure })
})

test('a runner that ended well without having looked has not destroyed anything', async () => {
  const destroy = { command: 'destroy', approval: 'automatic', before: 'ready' } as const
  const kept = await keepsRun(otto, account, { ...destroy, state: 'applying', approved: true }, 0, {
    state: 'destroying',
  })
  await runnerOf(kept).says({ finished: { outcome: 'succeeded' } })
  expect(await clusterOf(kept)).toMatchObject({ state: 'failed', live: true })
})
