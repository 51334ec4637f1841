import { beforeAll, expect, test } from 'vitest'
import { childrenOf } from '../../clusters/runner/test/processes.ts'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { findLostRuns } from '../../server/clusters/lost-runs.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf, lastOf, waitForState } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const request = (method: string, path: string) => api<Cluster>(method, path, undefined, otto)

/** The runner's process id, when Terraform runs this command. */
const findRunner = (clusterId: string, command: RegExp) =>
  waitUntil(
    `Terraform runs ${command}`,
    async () => {
      const { execution } = await lastOf({ clusterId })
      const pid = Number(/^local-(\d+)-/.exec(execution ?? '')?.[1])
      return pid > 0 && childrenOf(pid).some((child) => command.test(child.command)) && pid
    },
    60,
  )
/** Runs the sweep as if some minutes had passed. */
const sweepLostRun = async (clusterId: string) => {
  await waitUntil('the run is lost', async () => {
    await findLostRuns(choreContext(), { limits: { checkAfterMs: 0, lostAfterMs: 600_000 } })
    return (await lastOf({ clusterId })).state === 'lost'
  })
  expect(await clusterOf({ clusterId })).toMatchObject({ state: 'failed', busy: false })
  expect((await lastOf({ clusterId })).failure).toMatchObject({ reason: 'lost' })
}

test('a retry continues after a runner was killed while it planned, applied and destroyed', async () => {
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

  process.kill(await findRunner(clusterId, / plan /), 'SIGKILL')
  await sweepLostRun(clusterId)

  expect((await request('POST', `${at}/retry`)).status).toBe(202)
  process.kill(await findRunner(clusterId, / apply /), 'SIGKILL')
  await sweepLostRun(clusterId)

  expect((await request('POST', `${at}/retry`)).status).toBe(202)
  expect(await waitForState({ clusterId }, 'ready')).toMatchObject({ links: [{ service: 'vscode' }] })

  expect((await request('DELETE', at)).status).toBe(202)
  process.kill(await findRunner(clusterId, / apply /), 'SIGKILL')
  await sweepLostRun(clusterId)
  expect((await lastOf({ clusterId })).command).toBe('destroy')

  expect((await request('POST', `${at}/retry`)).status).toBe(202)
  const gone = await waitForState({ clusterId }, 'destroyed')
  expect(gone).toMatchObject({ live: false, inventory: { left: [], regions: ['local'] } })
}, 240_000)
