import { beforeAll, expect, test } from 'vitest'
import { childrenOf } from '../../clusters/runner/test/processes.ts'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { findLostRuns } from '../../server/clusters/lost-runs.ts'
import { createLogger } from '../../server/log.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { becomes, clusterOf, lastOf } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const asks = (method: string, path: string) => api<Cluster>(method, path, undefined, otto)

/** The runner's process, once Terraform does this under it. */
const runnerAt = (clusterId: string, what: RegExp) =>
  waitUntil(
    `Terraform does ${what}`,
    async () => {
      const { execution } = await lastOf({ clusterId })
      const pid = Number(/^local-(\d+)-/.exec(execution ?? '')?.[1])
      return pid > 0 && childrenOf(pid).some(({ command }) => what.test(command)) && pid
    },
    60,
  )
/** The sweep as it is some minutes later. */
const sweepFinds = async (clusterId: string) => {
  await waitUntil('the run is lost', async () => {
    await findLostRuns(new Date().toISOString(), createLogger(), 200, {
      checkAfterMs: 0,
      lostAfterMs: 600_000,
    })
    return (await lastOf({ clusterId })).state === 'lost'
  })
  expect(await clusterOf({ clusterId })).toMatchObject({ state: 'failed', busy: false })
  expect((await lastOf({ clusterId })).failure).toMatchObject({ reason: 'lost' })
}

test('a runner that is killed while it plans, applies and destroys leaves nothing that can’t be gone on with', async () => {
  const input = {
    accountId: account.id,
    name: 'killed',
    region: 'local',
    services: ['vscode'],
    approval: 'automatic',
  }
  const { status, body, text } = await api<Cluster>('POST', '/v1/clusters', input, otto)
  expect(status, text).toBe(202)
  const clusterId = body.id
  const at = `/v1/clusters/${clusterId}`

  process.kill(await runnerAt(clusterId, / plan /), 'SIGKILL')
  await sweepFinds(clusterId)

  expect((await asks('POST', `${at}/retry`)).status).toBe(202)
  process.kill(await runnerAt(clusterId, / apply /), 'SIGKILL')
  await sweepFinds(clusterId)

  expect((await asks('POST', `${at}/retry`)).status).toBe(202)
  expect(await becomes({ clusterId }, 'ready')).toMatchObject({ links: [{ service: 'vscode' }] })

  expect((await asks('DELETE', at)).status).toBe(202)
  process.kill(await runnerAt(clusterId, / apply /), 'SIGKILL')
  await sweepFinds(clusterId)
  expect((await lastOf({ clusterId })).command).toBe('destroy')

  expect((await asks('POST', `${at}/retry`)).status).toBe(202)
  const gone = await becomes({ clusterId }, 'destroyed')
  expect(gone).toMatchObject({ live: false, inventory: { left: [], regions: ['local'] } })
}, 240_000)
