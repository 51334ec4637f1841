import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Run } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { clusterOf, opens, runnerOf, runOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const answers = (what: 'approve' | 'discard', { clusterId, runId }: TestCluster) =>
  api<Run>('POST', `/v1/clusters/${clusterId}/runs/${runId}/${what}`, undefined, otto)
/** A plan that waits, whose next attempt is the test's own. */
const storePlannedRun = async (of = account, run: object = {}, cluster: object = {}) => {
  const stored = await storeRun(otto, of, { state: 'awaiting-approval', ...run }, 0, cluster)
  await opens(stored, 2)
  return stored
}

test('approving twice at once starts one attempt, which carries out the plan', async () => {
  const stored = await storePlannedRun()
  const all = await Promise.all([1, 2, 3].map(() => answers('approve', stored)))
  expect(all.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  expect(await runOf(stored)).toMatchObject({ state: 'queued', attempt: 2, approved: true })
  const second = runnerOf(stored, 2)
  expect((await second.claim()).body).toMatchObject({ inputs: { mode: 'apply' } })
  // The first has nothing to say any more.
  expect((await runnerOf(stored).says({ lines: ['Late.'] })).body).toMatchObject({ code: 'run-over' })
  expect((await second.says({ finished: { outcome: 'succeeded' } })).status).toBe(200)
  expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
})

test('of approving and discarding at once one counts, and the other says that it came too late', async () => {
  for (let round = 0; round < 4; round++) {
    const stored = await storePlannedRun()
    const [approved, discarded] = await Promise.all([answers('approve', stored), answers('discard', stored)])
    const run = await runOf(stored)
    const cluster = await clusterOf(stored)
    if (approved.status === 202) {
      expect(discarded.body).toMatchObject({ code: 'nothing-to-approve' })
      expect(run).toMatchObject({ state: 'queued', attempt: 2, approved: true })
      expect(cluster).toMatchObject({ busy: true })
    } else {
      expect(approved.body).toMatchObject({ code: 'nothing-to-approve' })
      expect(discarded.status).toBe(200)
      expect(run).toMatchObject({ state: 'discarded', attempt: 1, approved: false })
      expect(cluster).toMatchObject({ busy: false, state: 'failed' })
    }
  }
})

test('with an account that is disabled a plan is not carried out, and can still be discarded', async () => {
  const mine = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const stored = await storePlannedRun(mine)
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: true }, otto)
  expect((await answers('approve', stored)).body).toMatchObject({ code: 'account-not-usable' })
  expect(await runOf(stored)).toMatchObject({ state: 'awaiting-approval', attempt: 1 })
  expect((await answers('discard', stored)).status).toBe(200)
  expect(await runOf(stored)).toMatchObject({ state: 'discarded' })
})

test('an update that is discarded leaves the cluster as it was', async () => {
  const change = { services: ['mlflow'], kubernetesVersion: '1.32' }
  const update = { command: 'update', before: 'ready', change }
  const stored = await storePlannedRun(account, update, { state: 'updating' })
  const clusterBefore = await clusterOf(stored)
  expect((await answers('discard', stored)).status).toBe(200)
  const { services, kubernetesVersion, nodes } = clusterBefore
  expect(await clusterOf(stored)).toMatchObject({
    state: 'ready',
    busy: false,
    services,
    kubernetesVersion,
    nodes,
  })
})
