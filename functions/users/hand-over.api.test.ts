import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'

let adam: Person
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  adam = await asPerson('Adam', { role: 'admin' })
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const setRole = (body: object, of = otto) => api('PUT', `/v1/users/${of.uid}/role`, body, adam)

test('an operator with live clusters loses the role only to an admin who takes the clusters over', async () => {
  const live = [await storeCluster(otto, account), await storeCluster(otto, account, { state: 'failed' })]
  const gone = await storeCluster(otto, account, { state: 'destroyed', live: false })
  const refused = await setRole({ role: 'member' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'owns-clusters' } })
  for (const { name } of live) expect(refused.body.detail).toContain(name)
  expect(refused.body.detail).not.toContain(gone.name)
  expect((await documents.access(otto.uid).get()).data()?.role).toBe('operator')
  // An admin still manages clusters, so this change needs no new owner.
  expect((await setRole({ role: 'admin' })).status).toBe(200)
  expect((await setRole({ role: 'operator' })).status).toBe(200)
  for (const stored of live) expect((await clusterOf(stored)).ownerId).toBe(otto.uid)

  const { status, text } = await setRole({ role: 'member', clusters: 'take-over' })
  expect(status, text).toBe(200)
  for (const stored of live) expect((await clusterOf(stored)).ownerId).toBe(adam.uid)
  expect((await clusterOf(gone)).ownerId).toBe(otto.uid)
  const notices = await documents.notifications(otto.uid).where('kind', '==', 'role-changed').get()
  expect(notices.docs.map((doc) => doc.data().body)).toContainEqual(
    expect.stringContaining('ask the admins of this Labseat'),
  )
})

test('an operator without live clusters becomes a member at once', async () => {
  const ina = await asPerson('Ina', { role: 'operator' })
  expect((await setRole({ role: 'member' }, ina)).status).toBe(200)
})

test('an admin lists the live clusters of one person, and nobody else learns of them', async () => {
  const olga = await asPerson('Olga', { role: 'operator' })
  const ofOlga = await connectAccount(olga, { platform: 'sandbox', credentials: { kind: 'none' } })
  const live = await storeCluster(olga, ofOlga)
  await storeCluster(olga, ofOlga, { state: 'destroyed', live: false })
  const listOf = async (person: Person) =>
    (await api('GET', `/v1/clusters?liveOf=${olga.uid}`, undefined, person)).body.items
  expect((await listOf(adam)).map(({ id }: { id: string }) => id)).toEqual([live.clusterId])
  expect((await listOf(olga)).map(({ id }: { id: string }) => id)).toEqual([live.clusterId])
  // Earlier tests made Otto a member.
  expect(await listOf(await asPerson('Oda', { role: 'operator' }))).toEqual([])
})
