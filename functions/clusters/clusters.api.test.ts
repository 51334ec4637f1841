import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import type { Run } from '../../contract/runs.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const createInput = (change: object = {}) => ({
  accountId: account.id,
  name: 'workshop',
  region: 'local',
  services: ['vscode', 'jupyterhub'],
  ...change,
})
const createCluster = (change: object = {}) => api<Cluster>('POST', '/v1/clusters', createInput(change), otto)
const readCluster = async (id: string) => (await documents.cluster(id).get()).data()!
const lastRun = async (id: string) => {
  const { runId } = await readCluster(id)
  return { id: runId, ...(await documents.run(id, runId).get()).data()! }
}
const waitForState = (id: string, state: Cluster['state']) =>
  waitUntil(
    `the cluster is ${state}`,
    async () => {
      const cluster = await readCluster(id)
      const run = await lastRun(id)
      if (run.failure) throw new Error(JSON.stringify(run.failure))
      return cluster.state === state && !cluster.busy && cluster
    },
    90,
  )

describe('a cluster in the sandbox', () => {
  test('is planned, approved, built and destroyed with the real Terraform', async () => {
    const { status, body, text } = await createCluster()
    expect(status, text).toBe(202)
    expect(body).toMatchObject({
      state: 'provisioning',
      name: expect.stringMatching(/^workshop-[a-z0-9]{6}$/),
    })
    const planned = await waitUntil(
      'a plan',
      async () => {
        const run = await lastRun(body.id)
        if (run.failure) throw new Error(JSON.stringify(run.failure))
        return run.state === 'awaiting-approval' && run
      },
      90,
    )
    expect(planned.resources.length).toBeGreaterThan(5)
    const approved = await api<Run>(
      'POST',
      `/v1/clusters/${body.id}/runs/${planned.id}/approve`,
      undefined,
      otto,
    )
    expect(approved.status, approved.text).toBe(202)
    const ready = await waitForState(body.id, 'ready')
    expect(ready.links.map(({ service }) => service)).toEqual(['vscode', 'jupyterhub'])
    const run = await lastRun(body.id)
    expect(run).toMatchObject({ state: 'succeeded', attempt: 2, done: run.total })
    const log = await api<{ items: { lines: string[] }[] }>(
      'GET',
      `/v1/clusters/${body.id}/runs/${run.id}/log`,
      undefined,
      otto,
    )
    expect(log.body.items.flatMap(({ lines }) => lines).length).toBeGreaterThan(5)

    const gone = await api<Cluster>('DELETE', `/v1/clusters/${body.id}`, undefined, otto)
    expect(gone.status, gone.text).toBe(202)
    expect(await waitForState(body.id, 'destroyed')).toMatchObject({ live: false, inventory: { left: [] } })
  }, 180_000)
})
