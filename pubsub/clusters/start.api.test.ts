import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { createLogger } from '../../server/log.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { clusterOf, jobsThat, opens, runnerOf, runOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'
import { startAttempt } from './start.ts'

const log = createLogger()
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})

/** A run that nobody has started yet. */
const queueCluster = async (): Promise<TestCluster> => {
  const cluster = await storeRun(otto, account, { state: 'queued' })
  await opens(cluster, 0)
  return cluster
}
const jobsHere = () => jobsThat(async () => 'running')
const starts = (cluster: TestCluster, jobs = jobsHere().jobs, attempt = 1) =>
  startAttempt({ ...cluster, attempt }, new Date().toISOString(), log, jobs)

test('a message that is delivered twice, also at once, starts one job', async () => {
  const cluster = await queueCluster()
  const { jobs, started } = jobsHere()
  await Promise.all([starts(cluster, jobs), starts(cluster, jobs), starts(cluster, jobs)])
  await starts(cluster, jobs)
  expect(started).toHaveLength(1)
  expect(await runOf(cluster)).toMatchObject({ state: 'queued', execution: 'execution-1' })

  const runner = runnerOf(cluster)
  const { claim } = started[0]!
  expect((await runner.claim({ claim, execution: 'short-name' })).status).toBe(200)
  expect(await runOf(cluster)).toMatchObject({ state: 'planning', execution: 'execution-1' })
  const kept2 = JSON.stringify((await documents.runAccess(cluster.clusterId, cluster.runId).get()).data())
  expect(kept2).not.toContain(claim)
})

test('a job that can’t be started ends the run with what to do, and its claim opens nothing', async () => {
  const cluster = await queueCluster()
  const { jobs, started } = jobsHere()
  await starts(cluster, {
    ...jobs,
    start: async (run) => {
      started.push(run)
      throw new Error('There is no such job: projects/p/locations/l/jobs/j')
    },
  })
  const run = await runOf(cluster)
  expect(run).toMatchObject({
    state: 'lost',
    failure: { reason: 'not-started', detail: expect.stringContaining('try again') },
  })
  expect(run.failure!.detail).not.toContain('projects/')
  expect(await clusterOf(cluster)).toMatchObject({ state: 'failed', busy: false })
  const { body } = await runnerOf(cluster).claim({ claim: started[0]!.claim })
  expect(body).toMatchObject({ code: 'run-over' })
})

test('what comes late starts nothing: of an attempt that is over, of another one, of a cluster that is gone', async () => {
  const { jobs, started } = jobsHere()
  const over = await storeRun(otto, account, { state: 'canceled' })
  await opens(over, 0)
  const second = await storeRun(otto, account, { state: 'queued', attempt: 2 })
  await opens(second, 1)
  await starts(over, jobs)
  await starts(second, jobs)
  await starts({ clusterId: 'gone', runId: 'gone' }, jobs)
  expect(started).toEqual([])
})

test('a job that was started while its attempt ended is not taken for the next one', async () => {
  const cluster = await queueCluster()
  const { jobs } = jobsHere()
  await starts(cluster, {
    ...jobs,
    start: async () => {
      await documents.run(cluster.clusterId, cluster.runId).update({ attempt: 2 })
      return 'execution-of-the-first'
    },
  })
  expect(await runOf(cluster)).not.toHaveProperty('execution')
})
