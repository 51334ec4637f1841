import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf, minutesAgo, runnerOf, runOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const applying = (cluster: object = {}) =>
  storeRun(otto, account, { state: 'applying', approved: true }, 0, cluster)
const resource = (state: string) => ({ address: 'a.b', stage: 'cluster', action: 'create', state })

test('a repeated report is stored once, also at the same time', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  const report = { lines: ['one'], resources: [resource('running')] }
  const answers = await Promise.all([
    runner.report(report, 1),
    runner.report(report, 1),
    runner.report(report, 1),
  ])
  answers.push(await runner.report(report, 1))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await runOf(stored)).toMatchObject({ tail: ['one'], sequence: 1, total: 1, done: 0 })
})

test('an older report that comes late does not replace a newer one', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  await runner.report({ resources: [resource('done')] }, 2)
  expect((await runner.report({ resources: [resource('running')] }, 1)).status).toBe(200)
  expect(await runOf(stored)).toMatchObject({ sequence: 2, done: 1, resources: [{ state: 'done' }] })
})

test('a log of any script is stored whole, in parts that Firestore can store', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  const sent: string[] = []
  for (const text of ['建立失敗', '🚀', 'é', '"\\', 'a']) {
    const lines = Array.from({ length: 85 }, (_, index) =>
      [...`${index} ${text.repeat(2000)}`].slice(0, 2000).join(''),
    )
    expect((await runner.report({ lines })).status).toBe(200)
    sent.push(...lines)
  }
  const failed = { ...resource('failed'), error: '建'.repeat(2000) }
  for (const stage of ['cluster', 'apps']) {
    const resources = Array.from({ length: 150 }, (_, index) => ({
      ...failed,
      stage,
      address: `a.b[${index}]`,
    }))
    expect((await runner.report({ resources })).status).toBe(200)
  }
  const failure = { reason: 'terraform', detail: '建'.repeat(4000) }
  const last = Array.from({ length: 170 }, () => '建'.repeat(2000))
  expect((await runner.report({ lines: last, finished: { outcome: 'failed', failure } })).status).toBe(200)
  const run = await runOf(stored)
  expect(run).toMatchObject({ state: 'failed', tail: [], total: 300, failure })
  const parts = await documents.logParts(stored.clusterId, stored.runId).get()
  expect(parts.size).toBe(run.parts)
  expect(parts.docs.flatMap((part) => part.data().text.split('\n'))).toEqual([...sent, ...last])
})

test('a report of an old attempt is rejected and changes nothing', async () => {
  const stored = await storeRun(otto, account, { state: 'applying', approved: true, attempt: 2 })
  const runBefore = await runOf(stored)
  const old = runnerOf(stored, 1)
  const reports = [
    { lines: ['Old.'] },
    { planned: { changes: 1 } },
    { stale: true },
    { finished: { outcome: 'failed', failure: { reason: 'terraform', detail: 'Old.' } } },
  ]
  for (const report of reports) expect((await old.report(report)).body).toMatchObject({ code: 'run-over' })
  expect(await runOf(stored)).toEqual(runBefore)
  expect(await clusterOf(stored)).toMatchObject({ busy: true, state: 'provisioning' })
})

test('the last report gets the same reply each time, and reports after it are rejected', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  const last = {
    lines: ['Apply complete!'],
    finished: { outcome: 'succeeded', outputs: { endpoint: 'https://k8s.test' } },
  }
  const answers = await Promise.all([runner.report(last, 5), runner.report(last, 5)])
  answers.push(await runner.report(last, 5))
  expect(answers.map(({ status, body }) => [status, body])).toEqual(
    Array.from({ length: 3 }, () => [200, { cancel: false }]),
  )
  const runAfter = await runOf(stored)
  expect(runAfter).toMatchObject({ state: 'succeeded', parts: 1, tail: [] })
  expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false, endpoint: 'https://k8s.test' })
  const late = [
    await runner.report({ lines: ['After the end.'] }, 6),
    await runner.report({ finished: { outcome: 'failed' } }, 7),
    await runner.report({}, 4),
    await runner.credentials(),
  ]
  for (const { body } of late) expect(body).toMatchObject({ code: 'run-over' })
  expect(await runOf(stored)).toEqual(runAfter)
})

test('a service is stored with its address in the cluster, and a name that a shell could read is not', async () => {
  const stored = await applying()
  const hub = { namespace: 'jupyterhub', service: 'proxy-public', port: 80 }
  const hostile = ['vs code', '$(id)', 'a;b', "a'b", 'Upper', '-a', 'a'.repeat(64), '']
  const runner = runnerOf(stored)
  await runner.report({
    finished: { outcome: 'succeeded', outputs: { forwards: { vscode: hub, unknown: hub } } },
  })
  expect((await clusterOf(stored)).links).toEqual([{ service: 'vscode', forward: hub }])
  expect(await clusterOf(stored)).not.toHaveProperty('linksDueAt')

  const forwards = [
    ...hostile.flatMap((name) => [
      { ...hub, namespace: name },
      { ...hub, service: name },
    ]),
    ...[0, 65_536, 80.5, '80'].map((port) => ({ ...hub, port })),
    null,
    'kubectl',
  ]
  for (const forward of forwards) {
    const other = await applying()
    await runnerOf(other).report({
      finished: { outcome: 'succeeded', outputs: { forwards: { vscode: forward } } },
    })
    expect((await clusterOf(other)).links, JSON.stringify(forward)).toEqual([{ service: 'vscode' }])
  }
})

test('a plan that is reported twice waits once', async () => {
  const stored = await storeRun(otto, account, { state: 'planning' })
  const runner = runnerOf(stored)
  const report = { resources: [resource('planned')], planned: { changes: 1 } }
  const answers = await Promise.all([runner.report(report, 1), runner.report(report, 1)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await runOf(stored)).toMatchObject({ state: 'awaiting-approval', attempt: 1, total: 1 })
})

test('an empty report is stored only after some seconds', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  const updateTimeOf = async () => (await documents.run(stored.clusterId, stored.runId).get()).updateTime
  const runBefore = await updateTimeOf()
  expect((await runner.report()).body).toEqual({ cancel: false })
  expect(await updateTimeOf()).toEqual(runBefore)
  // Before the sweep asks about the run (server/clusters/lost-runs.ts).
  const heardAt = minutesAgo(0.15)
  const silent = await storeRun(otto, account, { state: 'applying', heardAt })
  await runnerOf(silent).report()
  expect((await runOf(silent)).heardAt! > heardAt).toBe(true)
})

test('the next attempt replaces a stale plan, and reports of the first attempt are rejected', async () => {
  const stored = await applying()
  const runner = runnerOf(stored)
  expect((await runner.report({ stale: true })).status).toBe(200)
  const run = await runOf(stored)
  expect(run).toMatchObject({ attempt: 2, approved: false })
  expect(['queued', 'planning', 'awaiting-approval']).toContain(run.state)
  expect((await runner.report({ lines: ['Late.'] })).body).toMatchObject({ code: 'run-over' })
})

test('leftovers of a destroy are stored with the searched regions', async () => {
  const destroy = { command: 'destroy', approval: 'automatic', before: 'ready' } as const
  const stored = await storeRun(otto, account, { ...destroy, state: 'applying', approved: true }, 0, {
    state: 'destroying',
  })
  const left = [{ id: 'vol-1', kind: 'volume', region: 'eu-central-1', link: 'https://console.test/vol-1' }]
  const failure = { reason: 'leftovers', detail: 'The cloud still has 1 resource: volume.' }
  const regions = ['eu-central-1', 'us-east-1']
  await runnerOf(stored).report({ finished: { outcome: 'failed', failure, left, regions } })
  expect(await clusterOf(stored)).toMatchObject({
    state: 'failed',
    live: true,
    busy: false,
    inventory: { left, regions },
  })
  expect(await runOf(stored)).toMatchObject({ state: 'failed', failure })
})

test('a destroy without a search for leftovers does not count as destroyed', async () => {
  const destroy = { command: 'destroy', approval: 'automatic', before: 'ready' } as const
  const stored = await storeRun(otto, account, { ...destroy, state: 'applying', approved: true }, 0, {
    state: 'destroying',
  })
  await runnerOf(stored).report({ finished: { outcome: 'succeeded' } })
  expect(await clusterOf(stored)).toMatchObject({ state: 'failed', live: true })
})
