import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { LabCostItem } from '../../contract/lab-costs.ts'
import type { Lab, StoredLab } from '../../contract/labs.ts'
import { budgetGraceMinutes } from '../../domain/labs.ts'
import { documents } from '../../server/documents.ts'
import { runLab } from '../../server/labs/run-labs.ts'
import { api, send } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { waitForState } from '../../testing/clusters-runner.ts'
import { inHours, publishEvent, workshop } from '../../testing/events.ts'
import { storeLab } from '../../testing/labs.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' as const })
let otto: Person
let olga: Person
let account: CloudAccount
beforeAll(async () => {
  ;[otto, olga] = (await Promise.all([asPerson('Otto', { role: 'operator' }), asPerson('Olga')])) as [
    Person,
    Person,
  ]
  account = await connectAccount(otto, {
    platform: 'sandbox',
    credentials: { kind: 'none' },
    name: 'Otto, "the" account',
  })
})
const labOf = async (eventId: string) => (await documents.lab(eventId).get()).data()!
const shown = async (eventId: string, person = olga) =>
  (await api<Lab>('GET', `/v1/events/${eventId}/lab`, undefined, person)).body
const noticesOf = async (uid: string, kind: string) =>
  (await documents.notifications(uid).where('kind', '==', kind).get()).size

/** A lab in an account that costs a dollar an hour since an hour, in Olga's event. Nothing is built. */
const storePriced = async (change: Partial<StoredLab> = {}) => {
  const event = await publishEvent(olga, { startsAt: inHours(0.2), endsAt: inHours(3) })
  const { clusterId } = await storeCluster(otto, account, {
    eventId: event.id,
    applied: false,
    cost: { hourly: usd(100), monthly: null, source: '' },
    createdAt: inHours(-1),
  })
  await storeLab(event.id, account, { state: 'ready', clusterId, builds: 1, ...change })
  return { eventId: event.id, clusterId }
}

describe('a budget', () => {
  test('warns at 80 %, stops at 100 %, then removes the lab with a receipt', async () => {
    const { eventId, clusterId } = await storePriced({ budget: usd(120) })
    await runLab(eventId, inHours(0))
    expect(await labOf(eventId)).toMatchObject({ budgetTold: 80 })
    const low = await Promise.all([otto, olga].map(({ uid }) => noticesOf(uid, 'lab-budget-low')))
    expect(low).toEqual([1, 1])
    expect((await shown(eventId)).setup).toMatchObject({
      budget: usd(120),
      spent: { total: { currency: 'USD' } },
    })

    const over = inHours(0.3)
    await Promise.all([runLab(eventId, over), runLab(eventId, over)])
    expect(await labOf(eventId)).toMatchObject({ budgetTold: 100, overBudgetAt: over })
    expect(await noticesOf(olga.uid, 'lab-over-budget')).toBe(1)
    const { endsAt, setup } = await shown(eventId)
    expect([setup!.overBudgetAt, Date.parse(endsAt) - Date.parse(over)]).toEqual([
      over,
      budgetGraceMinutes * 60_000,
    ])
    const removedAt = new Date(Date.parse(endsAt) + 60_000).toISOString()
    await runLab(eventId, removedAt)
    await waitForState({ clusterId }, 'destroyed')
    await runLab(eventId, removedAt)
    expect(await labOf(eventId)).toMatchObject({ state: 'ended', receipt: { clusterId } })
  }, 60_000)

  test('that the operator raises lets the lab go on', async () => {
    const { eventId } = await storePriced({ budget: usd(50), overBudgetAt: inHours(-0.01), budgetTold: 100 })
    const change = { budget: usd(5000) }
    expect((await api('PATCH', `/v1/events/${eventId}/lab`, change, olga)).body.code).toBe('forbidden')
    expect((await api('PATCH', `/v1/events/${eventId}/lab`, change, otto)).status).toBe(200)
    await runLab(eventId, inHours(0))
    expect(await labOf(eventId)).toMatchObject({ budgetTold: 0, budget: usd(5000) })
    expect((await labOf(eventId)).overBudgetAt).toBeUndefined()
  })
})

describe('the costs of a month', () => {
  const month = new Date().toISOString().slice(0, 7)
  const read = async (person: Person, of = month) =>
    (await api<{ items: LabCostItem[] }>('GET', `/v1/lab-costs?month=${of}`, undefined, person)).body.items

  test('have labs that run and labs that ended, for the operator who pays alone', async () => {
    const { eventId, clusterId } = await storePriced()
    await documents.labCost('gone-cluster').set({
      ownerId: otto.uid,
      accountId: account.id,
      eventId,
      title: '=1+1, "Go"',
      platform: 'sandbox',
      nodes: { type: 'small', min: 1, max: 1 },
      isRehearsal: true,
      from: inHours(-2.5),
      to: inHours(0),
      estimate: usd(300),
      actual: usd(250),
      people: 2,
    })
    const items = await read(otto)
    expect(items).toContainEqual(
      expect.objectContaining({ clusterId, to: null, account: account.name, actual: expect.anything() }),
    )
    const gone = items.find((item) => item.clusterId === 'gone-cluster')
    expect(gone).toMatchObject({
      hours: 2.5,
      estimate: usd(300),
      actual: usd(250),
      people: 2,
      isRehearsal: true,
    })
    const other = await asPerson('Oscar', { role: 'operator' })
    expect(await read(other)).toEqual([])
    expect(await read(otto, '2031-01')).toEqual([])
    expect((await api('GET', `/v1/lab-costs?month=${month}`, undefined, olga)).status).toBe(403)
    expect((await api('GET', '/v1/lab-costs?month=2026-13', undefined, otto)).status).toBe(400)
  })

  test('are a table for a spreadsheet, which runs no formula', async () => {
    const { headers, text } = await send(`/v1/lab-costs?month=${month}`, {
      headers: { authorization: `Bearer ${otto.token}`, accept: 'text/csv' },
    })
    expect(headers.get('content-type')).toContain('text/csv')
    const [header, ...rows] = text.trim().split('\n')
    expect(header).toBe(
      'month,account,event,eventId,clusterId,rehearsal,from,to,hours,estimateUsd,actualUsd,people',
    )
    const row = rows.find((line) => line.includes('gone-cluster'))!
    expect(row).toContain(`${month},"Otto, ""the"" account","'=1+1, ""Go""",`)
    expect(row).toMatch(/,2\.50,3\.00,2\.50,2$/)
  })
})

describe('a rehearsal', () => {
  const begin = (eventId: string, person = olga) =>
    api('POST', `/v1/events/${eventId}/lab/rehearsal`, undefined, person)
  const end = (eventId: string, person = olga) =>
    api<Lab>('DELETE', `/v1/events/${eventId}/lab/rehearsal`, undefined, person)

  test('of a draft shows its cost first, builds one place once, and ends by the button', async () => {
    const draft = await api('POST', '/v1/events', workshop({ state: 'draft' }), otto)
    const eventId = draft.body.id
    await storeLab(eventId, account)
    expect((await shown(eventId, otto)).setup!.rehearsalCost).toEqual(usd(0))
    const answers = await Promise.all([begin(eventId, otto), begin(eventId, otto)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
    await expect
      .poll(async () => (await labOf(eventId)).state, { timeout: 60_000, interval: 500 })
      .toBe('building')
    const { clusterId } = await labOf(eventId)
    await waitForState({ clusterId: clusterId! }, 'ready')
    await runLab(eventId, inHours(0))
    expect(await labOf(eventId)).toMatchObject({ state: 'ready', rehearsal: { userId: otto.uid } })

    const ends = await Promise.all([end(eventId, otto), end(eventId, otto)])
    expect(ends.map(({ status, body }) => [status, body.state])).toEqual([
      [202, 'ending'],
      [202, 'ending'],
    ])
    await waitForState({ clusterId: clusterId! }, 'destroyed')
    await runLab(eventId, inHours(0))
    const labAfter = await labOf(eventId)
    expect([labAfter.state, labAfter.rehearsal, labAfter.clusterId]).toEqual(['scheduled', undefined, null])
    expect((await documents.labCost(clusterId!).get()).data()).toMatchObject({ isRehearsal: true, eventId })
  }, 90_000)

  test('of a published event is for the organiser alone', async () => {
    const { id } = await publishEvent(olga)
    await storeLab(id, account)
    expect((await begin(id, await asPerson('Sam'))).body.code).toBe('forbidden')
    // An event that begins soon has no time for it.
    const soon = await publishEvent(olga, { startsAt: inHours(1), endsAt: inHours(3) })
    await storeLab(soon.id, account)
    expect((await begin(soon.id)).body.code).toBe('conflict')
  })
})
