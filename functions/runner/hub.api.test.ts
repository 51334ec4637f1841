import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { openClusterHub } from '../../server/labs/cluster-hub.ts'
import { clusterClientId } from '../../server/oidc/cluster-client-id.ts'
import { clusterUserOf } from '../../server/oidc/cluster-user.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { runnerOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const [first, second] = ['http://127.0.0.1:41000/lab/', 'http://127.0.0.1:42000/lab/']
const clientOf = async (clusterId: string) =>
  (await documents.client(clusterClientId(clusterId)).get()).data()!

test('a runner gets what its hub signs people in with, and a new address replaces the earlier one', async () => {
  const stored = await storeRun(otto, account, { state: 'applying' })
  const runner = runnerOf(stored)
  const answers = await Promise.all([runner.hub(first), runner.hub(first)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  // Two requests at once register one client.
  expect(answers[0]!.body).toEqual(answers[1]!.body)
  expect(answers[0]!.body).toMatchObject({
    clientId: clusterClientId(stored.clusterId),
    clientSecret: expect.stringMatching(/^[\w-]{43}$/),
    serviceToken: expect.stringMatching(/^[0-9a-f]{64}$/),
    workKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    issuer: `${process.env.LABSEAT_API_URL}/v1/oidc`,
  })
  expect(await clientOf(stored.clusterId)).toMatchObject({
    ownerId: otto.uid,
    redirectUris: [`${first}hub/oauth_callback`],
  })
  expect((await runner.hub(second)).body).toEqual(answers[0]!.body)
  expect((await clientOf(stored.clusterId)).redirectUris).toEqual([`${second}hub/oauth_callback`])
  const sealed = (await documents.clientSecret(clusterClientId(stored.clusterId)).get()).data()
  expect(JSON.stringify(sealed)).not.toContain(answers[0]!.body.serviceToken)
})

test('a runner whose run is over, or that shows another session, gets no secret and registers nothing', async () => {
  const over = await storeRun(otto, account, { state: 'succeeded' }, 0, { state: 'ready', busy: false })
  expect((await runnerOf(over).hub(first)).body).toMatchObject({ code: 'run-over' })
  const other = await storeRun(otto, account, { state: 'applying' })
  expect((await runnerOf(other, 2).hub(first)).body).toMatchObject({ code: 'run-over' })
  for (const { clusterId } of [over, other]) expect(await clientOf(clusterId)).toBeUndefined()
})

test.each([
  'http://example.com/lab/',
  'https://example.com/lab',
  'file:///lab/',
  'https://user@example.com/',
])('the address %s is refused', async (url) => {
  const stored = await storeRun(otto, account, { state: 'applying' })
  expect((await runnerOf(stored).hub(url)).status).toBe(400)
})

test('a cluster with the address of its hub opens it, under pseudonyms that differ between clusters', async () => {
  const links = [{ service: 'jupyterhub' as const, url: first }]
  const stored = await storeRun(otto, account, { state: 'applying' }, 0, { links })
  expect(await openClusterHub(stored.clusterId)).toBeUndefined()
  expect(await clusterUserOf(stored.clusterId, otto.uid)).toBeUndefined()
  await runnerOf(stored).hub(first)
  const hub = (await openClusterHub(stored.clusterId))!
  expect(hub.signInUrl('lab')).toBe('http://127.0.0.1:41000/lab/hub/user-redirect/lab')
  const name = await clusterUserOf(stored.clusterId, otto.uid)
  expect(name).toMatch(/^[0-9a-f]{32}$/)
  const another = await storeRun(otto, account, { state: 'applying' })
  await runnerOf(another).hub(second)
  expect(await clusterUserOf(another.clusterId, otto.uid)).not.toBe(name)
})
