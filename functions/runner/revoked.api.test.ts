import { IAMClient, UpdateAccessKeyCommand } from '@aws-sdk/client-iam'
import { afterAll, expect, test } from 'vitest'
import type { Cluster } from '../../contract/clusters.ts'
import { awsKeys, stateBucket } from '../../scripts/stack/aws-demo.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf, lastOf, waitForState } from '../../testing/clusters-runner.ts'
import { asPerson } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const iam = new IAMClient({ region: 'us-east-1', credentials: awsKeys.admin })
const setKeyStatus = (Status: 'Active' | 'Inactive') =>
  iam.send(
    new UpdateAccessKeyCommand({ UserName: 'labseat-demo', AccessKeyId: awsKeys.demo.accessKeyId, Status }),
  )
afterAll(() => setKeyStatus('Active'))

test('a key that is revoked between plan and apply fails the run with this reason, and a retry continues when the key works', async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const account = await connectAccount(otto, {
    platform: 'aws',
    credentials: { kind: 'access-key', ...awsKeys.demo },
  })
  const input = {
    accountId: account.id,
    name: 'revoked',
    region: 'us-east-1',
    stateBucket,
    services: ['vscode'],
    vpcCidr: '10.77.0.0/16',
    publicSubnets: ['10.77.0.0/20', '10.77.16.0/20'],
    privateSubnets: ['10.77.128.0/20', '10.77.144.0/20'],
  }
  const { status, body, text } = await api<Cluster>('POST', '/v1/clusters', input, otto)
  expect(status, text).toBe(202)
  const stored = { clusterId: body.id }
  const at = `/v1/clusters/${body.id}`
  const waitForPlan = () =>
    waitUntil(
      'a plan that waits',
      async () => {
        const run = await lastOf(stored)
        if (run.failure) throw new Error(JSON.stringify(run.failure))
        return run.state === 'awaiting-approval' && run
      },
      120,
    )
  const { runId, total } = await waitForPlan()
  expect(total).toBeGreaterThan(10)

  await setKeyStatus('Inactive')
  expect((await api('POST', `${at}/runs/${runId}/approve`, undefined, otto)).status).toBe(202)
  await waitForState(stored, 'failed', 120)
  const run = await lastOf(stored)
  expect(run).toMatchObject({ runId, attempt: 2, state: 'failed', failure: { reason: 'credentials' } })
  expect(JSON.stringify(run)).not.toContain(awsKeys.demo.secretAccessKey)
  expect(await clusterOf(stored)).toMatchObject({ live: true, busy: false })

  await setKeyStatus('Active')
  expect((await api('POST', `${at}/retry`, undefined, otto)).status).toBe(202)
  await waitForPlan()
  expect((await api('DELETE', at, undefined, otto)).status).toBe(202)
  const gone = await waitForState(stored, 'destroyed', 120)
  expect(gone).toMatchObject({ inventory: { left: [], regions: ['us-east-1'] } })
}, 300_000)
