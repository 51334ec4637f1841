import { beforeAll, describe, expect, test } from 'vitest'
import type { AccountOffer, ReceivedOffer } from '../../contract/account-offers.ts'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Lab } from '../../contract/labs.ts'
import { azure, dnsZones } from '../../scripts/stack/clouds/demo.ts'
import { documents } from '../../server/documents.ts'
import { buildLab } from '../../server/labs/build-lab.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, connectAccount } from '../../testing/cloud-accounts.ts'
import { inHours, publishEvent } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' as const })
let otto: Person
let olga: Person
let cora: Person
let account: CloudAccount
let offer: AccountOffer
beforeAll(async () => {
  ;[otto, olga, cora] = (await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    asPerson('Olga'),
    asPerson('Cora'),
  ])) as [Person, Person, Person]
  account = await connectAccount(otto, { platform: 'azure', credentials: azureSecret(), name: 'Secret name' })
  const at = `/v1/cloud-accounts/${account.id}/offers`
  const body = {
    username: olga.username,
    label: 'Summer school',
    region: 'westeurope',
    stateBucket: azure.storageAccount,
    zone: dnsZones[0],
    budget: usd(1500),
  }
  offer = (await api<AccountOffer>('POST', at, body, otto)).body
})

const attach = (eventId: string, person = olga, offerId = offer.id) =>
  api('PUT', `/v1/events/${eventId}/lab`, { offerId, template: 'notebook' }, person)
const set = (cents: number) => api('PATCH', `/v1/account-offers/${offer.id}`, { budget: usd(cents) }, otto)
const readReceived = async (person = olga) =>
  (await api<{ items: ReceivedOffer[] }>('GET', '/v1/me/account-offers', undefined, person)).body.items

test('an organiser attaches a lab in an offered account, and sees nothing of the account', async () => {
  expect(await readReceived()).toEqual([
    { id: offer.id, label: 'Summer school', platform: 'azure', budget: usd(1500), used: usd(0) },
  ])
  const event = await publishEvent(olga)
  const { status, body, text } = await attach(event.id)
  expect(status, text).toBe(200)
  const answers = [text, (await api('GET', `/v1/events/${event.id}/lab`, undefined, olga)).text]
  const secrets = [
    account.id,
    account.name,
    azure.storageAccount,
    azure.subscription,
    'westeurope',
    dnsZones[0]!,
  ]
  for (const answer of answers) for (const secret of secrets) expect(answer).not.toContain(secret)
  expect(body.setup).toMatchObject({ offer: 'Summer school', accountId: null, region: null })
  // The operator pays, and sees what is used.
  expect((await documents.lab(event.id).get()).data()).toMatchObject({
    ownerId: otto.uid,
    accountId: account.id,
    offerId: offer.id,
  })
  expect((await readReceived())[0]!.used.amount).toBe(body.setup!.cost.total!.amount)
  const list = await api<{ items: AccountOffer[] }>(
    'GET',
    `/v1/cloud-accounts/${account.id}/offers`,
    undefined,
    otto,
  )
  expect(list.body.items).toMatchObject([
    { person: { username: olga.username }, used: body.setup!.cost.total },
  ])
  // A removed lab reserves nothing.
  await api('DELETE', `/v1/events/${event.id}/lab`, undefined, olga)
  expect((await readReceived())[0]!.used.amount).toBe(0)
})

test('two labs that are attached at once do not exceed the budget, and the refusal says how much is left', async () => {
  const events = await Promise.all([publishEvent(olga), publishEvent(olga)])
  const first = (await attach(events[0].id)).body.setup!.cost.total!.amount
  await api('DELETE', `/v1/events/${events[0].id}/lab`, undefined, olga)
  await set(first + 10)
  const answers = await Promise.all(events.map(({ id }) => attach(id)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const refused = answers.find(({ status }) => status === 409)!
  expect(refused.body).toMatchObject({
    code: 'over-budget',
    detail: expect.stringContaining('$0.10 are left'),
  })
  // The budget stays at or above what is reserved.
  expect((await set(first - 1)).body).toMatchObject({ code: 'over-budget' })
  expect((await set(first)).status).toBe(200)
  // A larger lab, and one that is longer, would exceed it too.
  const attached = events[answers.findIndex(({ status }) => status === 200)]!
  const larger = await api('PATCH', `/v1/events/${attached.id}`, { capacity: 90 }, olga)
  expect(larger.body).toMatchObject({ code: 'lab-too-small', detail: expect.stringContaining('budget') })
  const longer = await api('POST', `/v1/events/${attached.id}/lab/extend`, { endsAt: inHours(60) }, olga)
  expect(longer.body).toMatchObject({ code: 'over-budget' })
})

describe('other people', () => {
  test('cannot use an offer, change it or withdraw it', async () => {
    const event = await publishEvent(cora)
    expect((await attach(event.id, cora)).body.code).toBe('not-found')
    expect(await readReceived(cora)).toEqual([])
    const other = await asPerson('Oscar', { role: 'operator' })
    const change = { budget: usd(100_000) }
    for (const person of [other, olga])
      expect([403, 404]).toContain(
        (await api('PATCH', `/v1/account-offers/${offer.id}`, change, person)).status,
      )
    expect((await api('DELETE', `/v1/account-offers/${offer.id}`, undefined, other)).status).toBe(404)
  })

  test('without an account and an offer attach no lab', async () => {
    const event = await publishEvent(cora)
    const own = { accountId: account.id, region: 'westeurope', template: 'notebook' }
    expect((await api('PUT', `/v1/events/${event.id}/lab`, own, cora)).body.code).toBe('forbidden')
    const neither = await api('PUT', `/v1/events/${event.id}/lab`, { template: 'notebook' }, cora)
    expect(neither.body).toMatchObject({ code: 'invalid-input', fields: [{ key: 'accountOrOffer' }] })
  })
})

test('a lab of an offer that was withdrawn is not built, and organisers learn what to do', async () => {
  await set(100_000)
  const event = await publishEvent(olga, { startsAt: inHours(0.5), endsAt: inHours(4) })
  expect((await attach(event.id)).status).toBe(200)
  expect((await api('DELETE', `/v1/account-offers/${offer.id}`, undefined, otto)).status).toBe(204)
  await buildLab(event.id, inHours(0))
  const { body } = await api<Lab>('GET', `/v1/events/${event.id}/lab`, undefined, olga)
  expect(body).toMatchObject({ state: 'failed', setup: { failure: { reason: 'owner' } } })
})

test('what a cloud says about an offered account is for its operator', async () => {
  const second = await api<AccountOffer>(
    'POST',
    `/v1/cloud-accounts/${account.id}/offers`,
    {
      username: olga.username,
      label: 'Autumn school',
      region: 'westeurope',
      stateBucket: 'bucketthatisnotthere',
      zone: dnsZones[0],
      budget: usd(100_000),
    },
    otto,
  )
  const event = await publishEvent(olga)
  const { body, text } = await attach(event.id, olga, second.body.id)
  expect(body).toMatchObject({ code: 'account-not-usable', detail: expect.stringContaining('Autumn school') })
  expect(text).not.toContain('bucketthatisnotthere')
})
