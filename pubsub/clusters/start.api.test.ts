import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { createLogger } from '../../server/log.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import {
  clusterOf,
  createJobs,
  runnerOf,
  runOf,
  storeClaim,
  storeRun,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'
import { startAttempt } from './start.ts'

const log = createLogger()
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})

/** Stores a run that is not started yet. */
const queueCluster = async (): Promise<TestCluster> => {
  const cluster = await storeRun(otto, account, { state: 'queued' })
  await storeClaim(cluster, 0)
  return cluster
}
const createRunningJobs = () => createJobs(async () => 'running')
const start = (cluster: TestCluster, jobs = createRunningJobs().jobs, attempt = 1) =>
  startAttempt({ ...cluster, attempt }, new Date().toISOString(), log, jobs)

test('a message that is delivered several times, also at the same time, starts one job', async () => {
  const cluster = await queueCluster()
  const { jobs, started } = createRunningJobs()
  await Promise.all([start(cluster, jobs), start(cluster, jobs), start(cluster, jobs)])
  await start(cluster, jobs)
  expect(started).toHaveLength(1)
  expect(await runOf(cluster)).toMatchObject({ state: 'queued', execution: 'execution-1' })

  const runner = runnerOf(cluster)
  const { claim } = started[0]!
  expect((await runner.claim({ claim, execution: 'short-name' })).status).toBe(200)
  expect(await runOf(cluster)).toMatchObject({ state: 'planning', execution: 'execution-1' })
  const access = JSON.stringify((await documents.runAccess(cluster.clusterId, cluster.runId).get()).data())
  expect(access).not.toContain(claim)
})

test('a job that can’t be started ends the run with advice, and its claim is rejected', async () => {
  const cluster = await queueCluster()
  const { jobs, started } = createRunningJobs()
  await start(cluster, {
    ...jobs,
    start: async (run) => {
      started.push(run)
      throw new Error('There is no such job: projects/p/locations/l/jobs/j')
    },
  })
  const run = await runOf(cluster)
  expect(run).toMatchObject({
    state: 'lost',
    failure: { reason: 'not-started', detail: expect.stringMatching(/try again/i) },
  })
  expect(run.failure!.detail).not.toContain('projects/')
  expect(await clusterOf(cluster)).toMatchObject({ state: 'failed', busy: false })
  const { body } = await runnerOf(cluster).claim({ claim: started[0]!.claim })
  expect(body).toMatchObject({ code: 'run-over' })
})

test('a late message starts nothing: the run is over, another attempt has begun, or the cluster is gone', async () => {
  const { jobs, started } = createRunningJobs()
  const over = await storeRun(otto, account, { state: 'canceled' })
  await storeClaim(over, 0)
  const second = await storeRun(otto, account, { state: 'queued', attempt: 2 })
  await storeClaim(second, 1)
  await start(over, jobs)
  await start(second, jobs)
  await start({ clusterId: 'gone', runId: 'gone' }, jobs)
  expect(started).toEqual([])
})

test('a job that starts while its attempt ends is not stored as the execution of the next attempt', async () => {
  const cluster = await queueCluster()
  const { jobs } = createRunningJobs()
  await start(cluster, {
    ...jobs,
    start: async () => {
      await documents.run(cluster.clusterId, cluster.runId).update({ attempt: 2 })
      return 'execution-of-the-first'
    },
  })
  expect(await runOf(cluster)).not.toHaveProperty('execution')
})
