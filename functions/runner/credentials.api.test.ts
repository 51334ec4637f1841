import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { trustPolicy } from '../../domain/cloud-permissions.ts'
import { awsKeys, customerRole } from '../../scripts/stack/aws-demo.ts'
import { google } from '../../scripts/stack/clouds/demo.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connects, googleKeyOf, troubled } from '../../testing/cloud-accounts.ts'
import {
  becomes,
  clusterOf,
  lastOf,
  opens,
  runnerOf,
  runOf,
  storeRun,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'

const sandbox = { platform: 'sandbox', credentials: { kind: 'none' } } as const
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, sandbox)
})
const applying = (of: CloudAccount) =>
  storeRun(otto, of, { state: 'applying', approved: true }, 0, { platform: of.platform })

test.each(['succeeded', 'failed', 'canceled', 'discarded', 'lost'] as const)(
  'a runner whose run has %s gets none',
  async (state) => {
    const stored = await storeRun(otto, account, { state }, 0, { state: 'failed', busy: false })
    expect((await runnerOf(stored).credentials()).body).toMatchObject({ code: 'run-over' })
  },
)

test('a runner that is being canceled still gets them, for Terraform has to save its state', async () => {
  const stored = await storeRun(otto, account, { state: 'canceling' })
  expect((await runnerOf(stored).credentials()).status).toBe(200)
})

test('of an earlier attempt nobody gets any', async () => {
  const stored = await storeRun(otto, account, { state: 'queued', attempt: 2 })
  await opens(stored, 2)
  expect((await runnerOf(stored, 1).credentials()).body).toMatchObject({ code: 'run-over' })
})

describe('credentials that can’t be had any more are refused as such', () => {
  const refused = { status: 422, body: { code: 'credentials-rejected' } }

  test('when the account was disabled, deleted, or its secret does not open', async () => {
    const [disabled, deleted, emptied, swapped] = (await Promise.all(
      [1, 2, 3, 4].map(() => connects(otto, sandbox)),
    )) as [CloudAccount, CloudAccount, CloudAccount, CloudAccount]
    const all = await Promise.all([disabled, deleted, emptied, swapped].map(applying))
    await api('PATCH', `/v1/cloud-accounts/${disabled.id}`, { disabled: true }, otto)
    await documents.cloudAccount(deleted.id).delete()
    await documents.cloudSecret(emptied.id).delete()
    const foreign = (await documents.cloudSecret(account.id).get()).data()!
    await documents.cloudSecret(swapped.id).set(foreign)
    for (const stored of all) expect(await runnerOf(stored).credentials()).toMatchObject(refused)
  })

  test('when the role trusts Labseat no more', async () => {
    const iam = new IAMClient({ region: 'us-east-1', credentials: awsKeys.admin })
    const trusts = (policy: object) =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({ RoleName: 'labseat', PolicyDocument: JSON.stringify(policy) }),
      )
    const query = new URLSearchParams({ platform: 'aws', roleArn: customerRole })
    const { principal, externalId } = (await api('GET', `/v1/cloud-trust?${query}`, undefined, otto)).body
    await trusts(trustPolicy(principal, externalId))
    const role = await connects(otto, {
      platform: 'aws',
      credentials: { kind: 'assume-role', roleArn: customerRole },
    })
    const stored = await applying(role)
    const runner = runnerOf(stored)
    const reply = await runner.credentials()
    expect(reply.status, reply.text).toBe(200)
    expect(reply.body.values).toHaveProperty('sessionToken')
    await trusts(trustPolicy(principal, 'of-somebody-else'))
    const { status, body, text } = await runner.credentials()
    expect({ status, body }).toMatchObject(refused)
    expect(text).not.toMatch(/simulated\//)
    // The run is still its runner's, which ends it in order.
    expect(await runOf(stored)).toMatchObject({ state: 'applying' })
  })

  test('when Google refuses the key; when it does not answer, that is no refusal', async () => {
    const key = await googleKeyOf(google.account)
    const cloud = await connects(otto, { platform: 'gcp', credentials: { kind: 'service-account', key } })
    const runner = runnerOf(await applying(cloud))
    expect((await runner.credentials()).status).toBe(200)
    await using _down = await troubled({ at: '/token', kind: 'unavailable' })
    expect((await runner.credentials()).body).toMatchObject({ code: 'unavailable' })
  })
})

test('a run whose credentials are refused says so, and goes on by a retry when they are there again', async () => {
  const mine = await connects(otto, sandbox)
  const stored = await storeCluster(otto, mine)
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: true }, otto)
  const at = `/v1/clusters/${stored.clusterId}`
  expect((await api<Cluster>('DELETE', at, undefined, otto)).status).toBe(202)
  await becomes(stored, 'failed')
  expect(await lastOf(stored)).toMatchObject({ command: 'destroy', failure: { reason: 'credentials' } })
  expect(await clusterOf(stored)).toMatchObject({ live: true, busy: false })
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: false }, otto)
  expect((await api<Cluster>('POST', `${at}/retry`, undefined, otto)).status).toBe(202)
  expect(await becomes(stored, 'destroyed')).toMatchObject({ inventory: { left: [] } })
}, 120_000)
