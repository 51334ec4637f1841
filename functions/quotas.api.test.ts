import { afterEach, expect, test } from 'vitest'
import { config } from '../server/config.ts'
import { type DocumentReference, db, documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { inHours, publishEvent, workshop } from '../testing/events.ts'
import { asPerson, type Person } from '../testing/people.ts'
import { storeCluster } from '../testing/runner-clusters.ts'

const { quotas } = config
const copies: FirebaseFirestore.DocumentReference[] = []
/** Stores copies of a document. */
const copy = async <T extends object>(ref: DocumentReference<T>, count: number, change: Partial<T> = {}) => {
  const data = { ...(await ref.get()).data()!, ...change }
  const batch = db.batch()
  for (let index = 0; index < count; index++) {
    const copied = ref.parent.doc()
    copies.push(copied)
    batch.create(copied, data)
  }
  await batch.commit()
}
// Other tests list these collections.
afterEach(async () => {
  const batch = db.batch()
  for (const ref of copies.splice(0)) batch.delete(ref)
  await batch.commit()
})
const createEvent = async (person: Person, state: 'draft' | 'published') =>
  api('POST', '/v1/events', workshop({ state }), person)

test('a person with the maximum number of drafts can publish, but saves no further draft', async () => {
  const olga = await asPerson('Olga')
  const draft = await publishEvent(olga, { state: 'draft' })
  await copy(documents.event(draft.id), quotas.drafts - 1)
  const { status, body } = await createEvent(olga, 'draft')
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'too-many-events' })
  expect(body.detail).toContain(`${quotas.drafts} drafts`)
  expect((await createEvent(olga, 'published')).status).toBe(201)
})

test('a person with the maximum number of published events publishes no further one until one has begun', async () => {
  const olga = await asPerson('Olga')
  const draft = await publishEvent(olga, { state: 'draft' })
  await documents.person(olga.uid).update({ createdAt: new Date(Date.UTC(2020, 0, 1)) })
  const published = documents.event((await publishEvent(olga)).id)
  await copy(published, quotas.events - 2)
  await copy(published, 3, { startsAt: inHours(-2), endsAt: inHours(-1) })
  expect((await createEvent(olga, 'published')).status).toBe(201)
  const refused = [
    await createEvent(olga, 'published'),
    await api('POST', `/v1/events/${draft.id}/publish`, undefined, olga),
  ]
  for (const { status, body } of refused)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'too-many-events' })
})

test('an operator with the maximum number of cloud accounts connects no further one', async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const connected = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  await copy(documents.cloudAccount(connected.id), quotas.cloudAccounts - 1)
  const account = { name: 'One more', platform: 'sandbox', environment: 'dev', credentials: { kind: 'none' } }
  const { status, body } = await api('POST', '/v1/cloud-accounts', account, otto)
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'too-many-accounts' })
})

test('an operator with the maximum number of sandbox clusters creates no further one in any sandbox', async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const { clusterId } = await storeCluster(otto, account)
  await copy(documents.cluster(clusterId), quotas.sandboxClusters - 1)
  const cluster = { accountId: account.id, name: 'one-more', region: 'local', services: ['vscode'] }
  const { status, body } = await api('POST', '/v1/clusters', cluster, otto)
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'too-many-clusters' })
  expect(body.detail).toContain('in sandboxes')
})
