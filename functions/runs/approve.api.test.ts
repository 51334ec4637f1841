import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Run } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { clusterOf, keepsRun, opens, runnerOf, runOf } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { KeptCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const answers = (what: 'approve' | 'discard', { clusterId, runId }: KeptCluster) =>
  api<Run>('POST', `/v1/clusters/${clusterId}/runs/${runId}/${what}`, undefined, otto)
/** A plan that waits, whose next attempt is the test's own. */
const planned = async (of = account, run: object = {}, cluster: object = {}) => {
  const kept = await keepsRun(otto, of, { state: 'awaiting-approval', ...run }, 0, cluster)
  await opens(kept, 2)
  return kept
}

test('approving twice at once starts one attempt, which carries out the plan', async () => {
  const kept = await planned()
  const all = await Promise.all([1, 2, 3].map(() => answers('approve', kept)))
  expect(all.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  expect(await runOf(kept)).toMatchObject({ state: 'queued', attempt: 2, approved: true })
  const second = runnerOf(kept, 2)
  expect((await second.claim()).body).toMatchObject({ inputs: { mode: 'apply' } })
  // The first has nothing to say any more.
  expect((await runnerOf(kept).says({ lines: ['Late.'] })).body).toMatchObject({ code: 'run-over' })
  expect((await second.says({ finished: { outcome: 'succeeded' } })).status).toBe(200)
  expect(await clusterOf(kept)).toMatchObject({ state: 'ready', busy: false })
})

test('of approving and discarding at once one counts, and the other says that it came too late', async () => {
  for (let round = 0; round < 4; round++) {
    const kept = await planned()
    const [approved, discarded] = await Promise.all([answers('approve', kept), answers('discard', kept)])
    const run = await runOf(kept)
    const cluster = await clusterOf(kept)
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
  const kept = await planned(mine)
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: true }, otto)
  expect((await answers('approve', kept)).body).toMatchObject({ code: 'account-not-usable' })
  expect(await runOf(kept)).toMatchObject({ state: 'awaiting-approval', attempt: 1 })
  expect((await answers('discard', kept)).status).toBe(200)
  expect(await runOf(kept)).toMatchObject({ state: 'discarded' })
})

test('an update that is discarded leaves the cluster as it was', async () => {
  const change = { services: ['mlflow'], kubernetesVersion: '1.32' }
  const update = { command: 'update', before: 'ready', change }
  const kept = await planned(account, update, { state: 'updating' })
  const before = await clusterOf(kept)
  expect((await answers('discard', kept)).status).toBe(200)
  const { services, kubernetesVersion, nodes } = before
  expect(await clusterOf(kept)).toMatchObject({
    state: 'ready',
    busy: false,
    services,
    kubernetesVersion,
    nodes,
  })
})
