import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { trustPolicy } from '../../domain/cloud-permissions.ts'
import { awsKeys, customerRole } from '../../scripts/stack/aws-demo.ts'
import { google } from '../../scripts/stack/clouds/demo.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount, googleKeyOf, withTrouble } from '../../testing/cloud-accounts.ts'
import {
  clusterOf,
  lastOf,
  runnerOf,
  runOf,
  storeClaim,
  storeRun,
  waitForState,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'

const sandbox = { platform: 'sandbox', credentials: { kind: 'none' } } as const
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, sandbox)
})
const applying = (of: CloudAccount) =>
  storeRun(otto, of, { state: 'applying', approved: true }, 0, { platform: of.platform })

test.each(['succeeded', 'failed', 'canceled', 'discarded', 'lost'] as const)(
  'a runner whose run is %s gets no credentials',
  async (state) => {
    const stored = await storeRun(otto, account, { state }, 0, { state: 'failed', busy: false })
    expect((await runnerOf(stored).credentials()).body).toMatchObject({ code: 'run-over' })
  },
)

test('a runner whose run is canceling still gets credentials, so that Terraform saves its state', async () => {
  const stored = await storeRun(otto, account, { state: 'canceling' })
  expect((await runnerOf(stored).credentials()).status).toBe(200)
})

test('a runner of an earlier attempt gets no credentials', async () => {
  const stored = await storeRun(otto, account, { state: 'queued', attempt: 2 })
  await storeClaim(stored, 2)
  expect((await runnerOf(stored, 1).credentials()).body).toMatchObject({ code: 'run-over' })
})

describe('the code is credentials-rejected', () => {
  const rejection = { status: 422, body: { code: 'credentials-rejected' } }

  test('when the account is disabled or deleted, or its secret can’t be decrypted', async () => {
    const [disabled, deleted, emptied, swapped] = (await Promise.all(
      [1, 2, 3, 4].map(() => connectAccount(otto, sandbox)),
    )) as [CloudAccount, CloudAccount, CloudAccount, CloudAccount]
    const all = await Promise.all([disabled, deleted, emptied, swapped].map(applying))
    await api('PATCH', `/v1/cloud-accounts/${disabled.id}`, { disabled: true }, otto)
    await documents.cloudAccount(deleted.id).delete()
    await documents.cloudSecret(emptied.id).delete()
    const foreign = (await documents.cloudSecret(account.id).get()).data()!
    await documents.cloudSecret(swapped.id).set(foreign)
    for (const stored of all) expect(await runnerOf(stored).credentials()).toMatchObject(rejection)
  })

  test('when the role no longer trusts Labseat', async () => {
    const iam = new IAMClient({ region: 'us-east-1', credentials: awsKeys.admin })
    const setTrust = (policy: object) =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({ RoleName: 'labseat', PolicyDocument: JSON.stringify(policy) }),
      )
    const query = new URLSearchParams({ platform: 'aws', roleArn: customerRole })
    const { principal, externalId } = (await api('GET', `/v1/cloud-trust?${query}`, undefined, otto)).body
    await setTrust(trustPolicy(principal, externalId))
    const role = await connectAccount(otto, {
      platform: 'aws',
      credentials: { kind: 'assume-role', roleArn: customerRole },
    })
    const stored = await applying(role)
    const runner = runnerOf(stored)
    const reply = await runner.credentials()
    expect(reply.status, reply.text).toBe(200)
    expect(reply.body.values).toHaveProperty('sessionToken')
    await setTrust(trustPolicy(principal, 'of-somebody-else'))
    const { status, body, text } = await runner.credentials()
    expect({ status, body }).toMatchObject(rejection)
    expect(text).not.toMatch(/simulated\//)
    // The runner still has the run, and ends it.
    expect(await runOf(stored)).toMatchObject({ state: 'applying' })
  })

  test('not when Google does not answer, which is unavailable', async () => {
    const key = await googleKeyOf(google.account)
    const cloud = await connectAccount(otto, {
      platform: 'gcp',
      credentials: { kind: 'service-account', key },
    })
    const runner = runnerOf(await applying(cloud))
    expect((await runner.credentials()).status).toBe(200)
    await using _down = await withTrouble({ at: '/token', kind: 'unavailable' })
    expect((await runner.credentials()).body).toMatchObject({ code: 'unavailable' })
  })
})

test('a run whose credentials are rejected fails with this reason, and a retry continues when they work', async () => {
  const mine = await connectAccount(otto, sandbox)
  const stored = await storeCluster(otto, mine)
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: true }, otto)
  const at = `/v1/clusters/${stored.clusterId}`
  expect((await api<Cluster>('DELETE', at, undefined, otto)).status).toBe(202)
  await waitForState(stored, 'failed')
  expect(await lastOf(stored)).toMatchObject({ command: 'destroy', failure: { reason: 'credentials' } })
  expect(await clusterOf(stored)).toMatchObject({ live: true, busy: false })
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: false }, otto)
  expect((await api<Cluster>('POST', `${at}/retry`, undefined, otto)).status).toBe(202)
  expect(await waitForState(stored, 'destroyed')).toMatchObject({ inventory: { left: [] } })
}, 120_000)
