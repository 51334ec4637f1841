import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import {
  clusterOf,
  createJobs,
  lastOf,
  minutesAgo,
  runnerOf,
  runOf,
  storeClaim,
  storeRun,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import type { Jobs } from '../jobs.ts'
import { findLostRuns } from './lost-runs.ts'

const minute = 60_000
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})

const storeSilentRun = (run: Partial<RunDocument>, minutes: number) =>
  storeRun(otto, account, { execution: 'some-execution', ...run }, minutes)
/** A function has received the message of a queued run, and no job has begun. */
const storeReceived = async (minutesSinceClaim: number) => {
  const stored = await storeSilentRun({ state: 'queued', execution: undefined }, 3)
  await storeClaim(stored, 1, { claimedUntil: minutesAgo(minutesSinceClaim - 10) })
  return stored
}
const sweep = (jobs: Jobs, now = new Date().toISOString(), maxItems = 200) =>
  findLostRuns(choreContext({ now, maxItems }), { jobs })
const stateOf = async (stored: TestCluster) => {
  const [run, cluster] = await Promise.all([runOf(stored), clusterOf(stored)])
  return { run: run.state, cluster: cluster.state, busy: cluster.busy, reason: run.failure?.reason }
}
const lost = { run: 'lost', cluster: 'failed', busy: false, reason: 'lost' }

describe('a silent run', () => {
  test.each<[string, Partial<RunDocument>, number, 'running' | 'ended' | 'unknown']>([
    ['whose job ended before it claimed', { state: 'queued' }, 0.4, 'ended'],
    ['whose execution has ended while it planned', { state: 'planning' }, 0.4, 'ended'],
    ['whose execution has ended while it applied', { state: 'applying', approved: true }, 0.4, 'ended'],
    ['whose execution has ended while it was canceled', { state: 'canceling' }, 0.4, 'ended'],
    ['whose execution is unknown', { state: 'applying', approved: true }, 0.4, 'unknown'],
  ])('%s is lost', async (_case, run, minutes, execution) => {
    const stored = await storeSilentRun(run, minutes)
    const { jobs, canceled } = createJobs(async () => execution)
    await sweep(jobs)
    expect(await stateOf(stored)).toEqual(lost)
    expect(canceled).toEqual([])
  })

  test('whose job nobody started is lost', async () => {
    const stored = await storeReceived(0.4)
    await sweep(createJobs(async () => 'unknown').jobs)
    expect(await stateOf(stored)).toEqual(lost)
  })

  test('whose execution still runs is lost after ten minutes, and its execution is ended', async () => {
    const stored = await storeSilentRun({ state: 'applying', approved: true, execution: 'mute' }, 9)
    const { jobs, canceled } = createJobs(async () => 'running')
    await sweep(jobs)
    expect(await stateOf(stored)).toMatchObject({ run: 'applying', busy: true })
    await sweep(jobs, new Date(Date.now() + 2 * minute).toISOString())
    expect(await stateOf(stored)).toEqual(lost)
    expect(canceled).toContain('mute')
  })

  test('whose execution can’t be read waits for ten minutes, and does not delay other runs', async () => {
    const [stored, other] = await Promise.all([
      storeSilentRun({ state: 'planning', execution: 'unreachable' }, 3),
      storeSilentRun({ state: 'planning', execution: 'ended' }, 3),
    ])
    const { jobs } = createJobs(async (execution) => {
      if (execution === 'unreachable') throw new Error('Cloud Run does not answer.')
      return 'ended'
    })
    await sweep(jobs)
    expect(await stateOf(stored)).toMatchObject({ run: 'planning', busy: true })
    expect(await stateOf(other)).toEqual(lost)
    await sweep(jobs, new Date(Date.now() + 8 * minute).toISOString())
    expect(await stateOf(stored)).toEqual(lost)
  })

  test('whose execution can’t be ended does not delay other runs', async () => {
    const all = await Promise.all([1, 2].map(() => storeSilentRun({ state: 'planning' }, 11)))
    const { jobs } = createJobs(async () => 'running')
    await sweep({ ...jobs, cancel: () => Promise.reject(new Error('It has ended meanwhile.')) })
    for (const stored of all) expect(await stateOf(stored)).toEqual(lost)
  })

  test('is found among more runs than one page', async () => {
    const reporting = await Promise.all(
      [1, 2, 3].map(() => storeSilentRun({ state: 'applying', approved: true }, 0)),
    )
    const stored = await storeSilentRun({ state: 'planning' }, 3)
    const { jobs } = createJobs(async () => 'ended')
    await sweep(jobs, undefined, 2)
    expect(await stateOf(stored)).toEqual(lost)
    for (const stored of reporting) expect(await stateOf(stored)).toMatchObject({ run: 'applying' })
  })
})

describe('a sweep leaves alone', () => {
  const jobsThatEnded = () => createJobs(async () => 'ended').jobs

  test('a run that waits for approval, for any time', async () => {
    const stored = await storeSilentRun({ state: 'awaiting-approval' }, 3 * 24 * 60)
    await sweep(jobsThatEnded())
    expect(await stateOf(stored)).toMatchObject({ run: 'awaiting-approval', busy: true })
  })

  test('a run that reports, even when its execution seems to be over', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', heardAt: minutesAgo(0.2) }, 30)
    await sweep(jobsThatEnded())
    expect(await stateOf(stored)).toMatchObject({ run: 'applying', busy: true })
  })

  test('a run whose message came late, while a function starts its job', async () => {
    const stored = await storeReceived(0.1)
    await sweep(jobsThatEnded())
    expect(await stateOf(stored)).toMatchObject({ run: 'queued', busy: true })
  })

  test('a run that was approved a moment ago, after its plan had waited for a day', async () => {
    const stored = await storeSilentRun({ state: 'awaiting-approval' }, 24 * 60)
    await storeClaim(stored, 2)
    const { status } = await api(
      'POST',
      `/v1/clusters/${stored.clusterId}/runs/${stored.runId}/approve`,
      undefined,
      otto,
    )
    expect(status).toBe(202)
    await sweep(jobsThatEnded())
    expect(await stateOf(stored)).toMatchObject({ run: 'queued', busy: true })
    expect(await runOf(stored)).not.toHaveProperty('execution')
    await sweep(jobsThatEnded(), new Date(Date.now() + 3 * minute).toISOString())
    expect(await stateOf(stored)).toEqual(lost)
  })
})

test('a run whose message was lost is started by the sweep', async () => {
  const stored = await storeSilentRun({ state: 'queued', execution: undefined }, 3)
  await storeClaim(stored, 0)
  await sweep(createJobs(async () => 'unknown').jobs)
  const run = await waitUntil(
    'its plan',
    async () => {
      const run = await runOf(stored)
      return run.state === 'awaiting-approval' && run
    },
    60,
  )
  expect(run).toMatchObject({ attempt: 1, execution: expect.stringMatching(/^local-\d+-\d+$/) })
})

test('reports of a lost run are rejected, and the run can be retried', async () => {
  const stored = await storeSilentRun({ state: 'applying', approved: true }, 3)
  await sweep(createJobs(async () => 'ended').jobs)
  const late = runnerOf(stored)
  const replies = [
    await late.report({ lines: ['Late.'] }),
    await late.report({
      finished: { outcome: 'succeeded', outputs: { urls: { vscode: 'https://late.test' } } },
    }),
    await late.credentials(),
    await late.claim(),
  ]
  expect(replies.map(({ status }) => status)).toEqual([409, 409, 409, 409])
  expect(await stateOf(stored)).toEqual(lost)
  expect(await clusterOf(stored)).toMatchObject({ links: [{ service: 'vscode' }] })

  const retried = await api('POST', `/v1/clusters/${stored.clusterId}/retry`, undefined, otto)
  expect(retried.status, retried.text).toBe(202)
  const next = await waitUntil(
    'the plan of the next run',
    async () => {
      const run = await lastOf(stored)
      return run.state === 'awaiting-approval' && run
    },
    60,
  )
  expect(next).toMatchObject({ command: 'create', attempt: 1 })
  expect(next.runId).not.toBe(stored.runId)
  expect((await late.report({ lines: ['Later.'] })).body).toMatchObject({ code: 'run-over' })
})
