import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import {
  clusterOf,
  jobsThat,
  lastOf,
  minutesAgo,
  opens,
  runnerOf,
  runOf,
  storeRun,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import type { Jobs } from '../jobs.ts'
import { createLogger } from '../log.ts'
import { findLostRuns } from './lost-runs.ts'

const log = createLogger()
const minute = 60_000
const limits = { checkAfterMs: 2 * minute, lostAfterMs: 10 * minute }
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})

const keeps = (run: Partial<RunDocument>, minutes: number) =>
  storeRun(otto, account, { execution: 'some-execution', ...run }, minutes)
const sweeps = (jobs: Jobs, now = new Date().toISOString(), maxPerPage = 200) =>
  findLostRuns(now, log, maxPerPage, limits, jobs)
const states = async (stored: TestCluster) => {
  const [run, cluster] = await Promise.all([runOf(stored), clusterOf(stored)])
  return { run: run.state, cluster: cluster.state, busy: cluster.busy, why: run.failure?.reason }
}
const lost = { run: 'lost', cluster: 'failed', busy: false, why: 'lost' }

describe('a silent run', () => {
  test.each<[string, Partial<RunDocument>, number, 'running' | 'ended' | 'unknown']>([
    ['that was never claimed', { state: 'queued', execution: undefined }, 3, 'unknown'],
    ['whose job ended before it claimed', { state: 'queued' }, 3, 'ended'],
    ['whose execution has ended while it planned', { state: 'planning' }, 3, 'ended'],
    ['whose execution has ended while it applied', { state: 'applying', approved: true }, 3, 'ended'],
    ['whose execution has ended while it was canceled', { state: 'canceling' }, 3, 'ended'],
    ['whose execution nobody knows', { state: 'applying', approved: true }, 3, 'unknown'],
  ])('%s is lost', async (_what, run, minutes, execution) => {
    const stored = await keeps(run, minutes)
    const { jobs, canceled } = jobsThat(async () => execution)
    await sweeps(jobs)
    expect(await states(stored)).toEqual(lost)
    expect(canceled).toEqual([])
  })

  test('though its execution runs is given up after ten minutes, and its execution ended', async () => {
    const stored = await keeps({ state: 'applying', approved: true, execution: 'mute' }, 9)
    const { jobs, canceled } = jobsThat(async () => 'running')
    await sweeps(jobs)
    expect(await states(stored)).toMatchObject({ run: 'applying', busy: true })
    await sweeps(jobs, new Date(Date.now() + 2 * minute).toISOString())
    expect(await states(stored)).toEqual(lost)
    expect(canceled).toContain('mute')
  })

  test('whose execution can’t be looked at is left until then, and keeps no other waiting', async () => {
    const [stored, other] = await Promise.all([
      keeps({ state: 'planning', execution: 'unreachable' }, 3),
      keeps({ state: 'planning', execution: 'ended' }, 3),
    ])
    const { jobs } = jobsThat(async (execution) => {
      if (execution === 'unreachable') throw new Error('Cloud Run does not answer.')
      return 'ended'
    })
    await sweeps(jobs)
    expect(await states(stored)).toMatchObject({ run: 'planning', busy: true })
    expect(await states(other)).toEqual(lost)
    await sweeps(jobs, new Date(Date.now() + 8 * minute).toISOString())
    expect(await states(stored)).toEqual(lost)
  })

  test('and whose execution can’t be ended keeps no other waiting either', async () => {
    const all = await Promise.all([1, 2].map(() => keeps({ state: 'planning' }, 11)))
    const { jobs } = jobsThat(async () => 'running')
    await sweeps({ ...jobs, cancel: () => Promise.reject(new Error('It has ended meanwhile.')) })
    for (const stored of all) expect(await states(stored)).toEqual(lost)
  })

  test('is found among more than a portion of others', async () => {
    const speaking = await Promise.all([1, 2, 3].map(() => keeps({ state: 'applying', approved: true }, 0)))
    const stored = await keeps({ state: 'planning' }, 3)
    const { jobs } = jobsThat(async () => 'ended')
    await sweeps(jobs, undefined, 2)
    expect(await states(stored)).toEqual(lost)
    for (const stored of speaking) expect(await states(stored)).toMatchObject({ run: 'applying' })
  })
})

describe('is left alone', () => {
  const jobsThatEnded = () => jobsThat(async () => 'ended').jobs

  test('a run that only waits for approval, however long', async () => {
    const stored = await keeps({ state: 'awaiting-approval' }, 3 * 24 * 60)
    await sweeps(jobsThatEnded())
    expect(await states(stored)).toMatchObject({ run: 'awaiting-approval', busy: true })
  })

  test('a run that speaks, whatever is said of its execution', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', heardAt: minutesAgo(0.5) }, 30)
    await sweeps(jobsThatEnded())
    expect(await states(stored)).toMatchObject({ run: 'applying', busy: true })
  })

  test('a run that was approved just now, after its plan had waited for a day', async () => {
    const stored = await keeps({ state: 'awaiting-approval' }, 24 * 60)
    await opens(stored, 2)
    const { status } = await api(
      'POST',
      `/v1/clusters/${stored.clusterId}/runs/${stored.runId}/approve`,
      undefined,
      otto,
    )
    expect(status).toBe(202)
    await sweeps(jobsThatEnded())
    expect(await states(stored)).toMatchObject({ run: 'queued', busy: true })
    expect(await runOf(stored)).not.toHaveProperty('execution')
    await sweeps(jobsThatEnded(), new Date(Date.now() + 3 * minute).toISOString())
    expect(await states(stored)).toEqual(lost)
  })
})

test('a run whose message was lost is started by the sweep', async () => {
  const stored = await keeps({ state: 'queued', execution: undefined }, 3)
  await opens(stored, 0)
  await sweeps(jobsThat(async () => 'unknown').jobs)
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
  const stored = await keeps({ state: 'applying', approved: true }, 3)
  await sweeps(jobsThat(async () => 'ended').jobs)
  const late = runnerOf(stored)
  const words = [
    await late.says({ lines: ['Late.'] }),
    await late.says({
      finished: { outcome: 'succeeded', outputs: { urls: { vscode: 'https://late.test' } } },
    }),
    await late.credentials(),
    await late.claim(),
  ]
  expect(words.map(({ status }) => status)).toEqual([409, 409, 409, 409])
  expect(await states(stored)).toEqual(lost)
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
  expect((await late.says({ lines: ['Later.'] })).body).toMatchObject({ code: 'run-over' })
})
