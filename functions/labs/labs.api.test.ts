import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Event } from '../../contract/events.ts'
import type { Lab } from '../../contract/labs.ts'
import { labTimes, nextLabStep } from '../../domain/labs.ts'
import { db, documents } from '../../server/documents.ts'
import { factsOf, readLabFacts } from '../../server/labs/lab.ts'
import { takeStep } from '../../server/labs/take-step.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { inHours, publishEvent } from '../../testing/events.ts'
import { labChoice, storeLab } from '../../testing/labs.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

let otto: Person
let erik: Person
let mina: Person
let account: CloudAccount
let event: Event
let at: string
beforeAll(async () => {
  ;[otto, erik, mina] = (await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    asPerson('Erik'),
    asPerson('Mina'),
  ])) as [Person, Person, Person]
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  event = await publishEvent(otto, { capacity: 1 })
  at = `/v1/events/${event.id}/lab`
  for (const person of [erik, mina]) {
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
    await waitUntilSettled(db, event.id)
  }
})
const attach = (change: object = {}) => api<Lab>('PUT', at, labChoice(account.id, { ...change }), otto)
const open = (person: Person, path = at) => api('POST', `${path}/open`, undefined, person)
const storedLab = async () => (await documents.lab(event.id).get()).data()!

describe('attaching', () => {
  test('organisers see cost and times, people with a seat see when it opens, and the event says that it has a lab', async () => {
    const { status, body, text } = await attach()
    expect(status, text).toBe(200)
    expect(body).toMatchObject({ state: 'scheduled', eventId: event.id, template: 'notebook' })
    expect(body.setup).toMatchObject({
      ownerId: otto.uid,
      cost: { total: { amount: 0 }, perPerson: { amount: 0 } },
    })
    expect(Date.parse(body.opensAt)).toBe(Date.parse(event.startsAt) - 30 * 60_000)
    const seen = await api<Lab>('GET', at, undefined, erik)
    expect([seen.status, seen.body.setup, seen.body.opensAt]).toEqual([200, undefined, body.opensAt])
    expect((await api<Event>('GET', `/v1/events/${event.id}`)).body.hasLab).toBe(true)
  })

  test('a second attachment changes the lab, and one in a cloud shows its price', async () => {
    expect((await attach({ readyMinutes: 60 })).body.setup).toMatchObject({ readyMinutes: 60 })
    expect(await storedLab()).toMatchObject({ readyMinutes: 60, state: 'scheduled' })
  })

  test('a lab whose cluster exists is not replaced', async () => {
    const other = await publishEvent(otto)
    const { clusterId } = await storeCluster(otto, account, { eventId: other.id })
    await storeLab(other.id, account, { state: 'ready', clusterId, builds: 1 })
    const answer = await api('PUT', `/v1/events/${other.id}/lab`, labChoice(account.id), otto)
    expect([answer.status, answer.body.code]).toEqual([409, 'lab-at-work'])
  })

  test('the capacity stays within what the lab can hold, and a built lab grows with it', async () => {
    const { id } = await publishEvent(otto, { capacity: 6, startsAt: inHours(0.5), endsAt: inHours(4) })
    const stored = { platform: 'aws', nodes: { type: 'm6i.xlarge', min: 1, max: 1 } } as const
    const { clusterId } = await storeCluster(otto, account, { ...stored, approval: 'automatic', eventId: id })
    await storeLab(id, account, { platform: 'aws', state: 'ready', clusterId, builds: 1 })
    const set = (capacity: number) => api('PATCH', `/v1/events/${id}`, { capacity }, otto)
    expect((await set(351)).body).toMatchObject({
      code: 'lab-too-small',
      detail: expect.stringContaining('350 people'),
    })

    const preview = (capacity: number) =>
      api<Lab>('GET', `/v1/events/${id}/lab?capacity=${capacity}`, undefined, otto)
    const [now, then] = await Promise.all([preview(6), preview(20)])
    expect(then.body.setup!.cost.total!.amount).toBeGreaterThan(now.body.setup!.cost.total!.amount)
    expect(then.body.setup).toMatchObject({
      seatsBuilt: 7,
      nodes: { max: 3 },
      room: { seats: 350, limitedBy: 'size' },
    })

    expect((await set(20)).status).toBe(200)
    // This test takes the step of the sweep.
    const at = new Date().toISOString()
    await documents.cluster(clusterId).update({ expiresAt: null })
    const read = (await readLabFacts(id))!
    const { endsAt } = labTimes(read.event!, read.lab)
    const cluster = { ...read.cluster!, cluster: { ...read.cluster!.cluster, expiresAt: endsAt } }
    const facts = { ...read, cluster }
    const step = nextLabStep(factsOf(facts, at))
    expect(step).toMatchObject({ do: 'scale', nodes: { type: 'm6i.xlarge', min: 3, max: 3 } })
    const batch = db.batch()
    await takeStep(batch, facts, step, at)
    await batch.commit()
    const runs = await documents.runs(clusterId).where('command', '==', 'update').get()
    expect(runs.docs.map((run) => run.data())).toMatchObject([
      { approval: 'automatic', change: { nodes: { max: 3 } } },
    ])
    // Seats need no more than the cluster has: it keeps its nodes.
    expect((await set(6)).status).toBe(200)
    expect((await documents.lab(id).get()).data()).toMatchObject({ scaledTo: 3 })
  })

  test('the budget limits the seats, at the attachment and afterwards', async () => {
    const { id } = await publishEvent(otto, { capacity: 10 })
    const lab = { platform: 'aws', budget: { amount: 1500, currency: 'USD' } } as const
    await storeLab(id, account, lab)
    const { room } = (await api<Lab>('GET', `/v1/events/${id}/lab`, undefined, otto)).body.setup!
    expect(room).toMatchObject({ limitedBy: 'budget' })
    const answer = await api('PATCH', `/v1/events/${id}`, { capacity: room!.seats + 1 }, otto)
    expect(answer.body).toMatchObject({ code: 'lab-too-small', detail: expect.stringContaining('budget') })
  })

  test('an event that is over soon gets no lab', async () => {
    const soon = await publishEvent(otto, { startsAt: inHours(0.2), endsAt: inHours(0.4) })
    const choice = labChoice(account.id, { endMinutes: 0 })
    const { body } = await api('PUT', `/v1/events/${soon.id}/lab`, choice, otto)
    expect(body).toMatchObject({ code: 'invalid-input', fields: [{ path: 'endMinutes', key: 'labTooLate' }] })
  })
})

describe('opening', () => {
  test('a person with a seat learns what the lab waits for, then where it is', async () => {
    expect((await open(erik)).body).toMatchObject({ state: 'waiting', waitsFor: 'schedule' })
    const url = 'http://127.0.0.1:8000/lab/'
    const { clusterId } = await storeCluster(otto, account, {
      eventId: event.id,
      links: [{ service: 'jupyterhub', url }],
    })
    await documents.lab(event.id).update({ state: 'building', clusterId, builds: 1, dueAt: null })
    expect((await open(erik)).body).toMatchObject({ state: 'waiting', waitsFor: 'build' })
    await documents.lab(event.id).update({ state: 'ready' })
    expect((await open(erik)).body).toEqual({ state: 'starting', url: `${url}hub/user-redirect/` })
  })

  test('who waits, who never registered and who organises is refused with what to do', async () => {
    const stranger = await asPerson('Sam')
    const details = await Promise.all([mina, stranger, otto].map((person) => open(person)))
    expect(details.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 3 }, () => [403, 'no-seat']),
    )
    expect(details[0]!.body.detail).toContain('waiting list')
    expect(details[1]!.body.detail).toContain('Take a seat')
  })

  test('a suspended person and a person of another event are refused', async () => {
    const [gone, other] = await Promise.all([asPerson('Gus', { suspended: true }), asPerson('Sam')])
    expect((await open(gone)).body.code).toBe('forbidden')
    const elsewhere = await publishEvent(otto)
    await api('POST', `/v1/events/${elsewhere.id}/registrations`, undefined, other)
    await waitUntilSettled(db, elsewhere.id)
    expect((await open(other)).body.code).toBe('no-seat')
    expect((await open(other, `/v1/events/${elsewhere.id}/lab`)).body.code).toBe('not-found')
  })

  test('the place goes with the seat, to the next person on the waiting list', async () => {
    expect((await api('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, erik)).status).toBe(200)
    const refused = await open(erik)
    expect([refused.status, refused.body.code]).toEqual([403, 'no-seat'])
    expect(refused.body.detail).toContain('gave up your seat')
    await waitUntilSettled(db, event.id)
    expect((await open(mina)).body).toMatchObject({ state: 'starting' })
    // Erik has opened the lab, so he may know whether his work is still there. Sam has not.
    const read = (person: Person) => api<Lab>('GET', at, undefined, person)
    expect((await read(erik)).body).toMatchObject({ state: 'ready', hasDownload: true })
    expect((await read(await asPerson('Sam'))).status).toBe(403)
    await documents.lab(event.id).update({ platform: 'aws' })
    const onCluster = await Promise.all([erik, mina].map(read))
    expect(onCluster.map(({ body }) => body.hasDownload)).toEqual([false, false])
    await documents.lab(event.id).update({ platform: 'sandbox' })
  })

  test('a lab without an address, a failed lab and an ended lab are not open', async () => {
    const { clusterId } = await storeCluster(otto, account, { links: [{ service: 'jupyterhub' }] })
    await documents.lab(event.id).update({ clusterId })
    expect((await open(mina)).body).toMatchObject({
      code: 'lab-not-open',
      detail: expect.stringContaining('address'),
    })
    await documents.lab(event.id).update({ state: 'failed', failure: { reason: 'build', detail: 'x' } })
    expect((await open(mina)).body).toMatchObject({ code: 'lab-not-open' })
    await documents.lab(event.id).update({ state: 'ended', clusterId: null })
    expect((await open(mina)).body).toMatchObject({
      code: 'lab-not-open',
      detail: expect.stringContaining('ended'),
    })
  })
})

describe('extending and removing', () => {
  const prepare = async () => {
    const { id } = await publishEvent(otto, { startsAt: inHours(1), endsAt: inHours(4) })
    const { clusterId } = await storeCluster(otto, account, { eventId: id, applied: true })
    await storeLab(id, account, { state: 'ready', clusterId, builds: 1 })
    return { id, clusterId, at: `/v1/events/${id}/lab` }
  }

  test('an extension moves the end of the cluster in the same commit, also when two organisers press', async () => {
    const lab = await prepare()
    const endsAt = inHours(8)
    const answers = await Promise.all(
      [1, 2].map(() => api<Lab>('POST', `${lab.at}/extend`, { endsAt }, otto)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const end = answers[0]!.body.endsAt
    expect(Math.abs(Date.parse(end) - Date.parse(endsAt))).toBeLessThan(60_000)
    expect((await documents.cluster(lab.clusterId).get()).data()).toMatchObject({
      expiresAt: end,
      endsAt: end,
    })
  })

  test('a removal destroys the cluster once, and an extension comes too late', async () => {
    const lab = await prepare()
    const answers = await Promise.all([1, 2].map(() => api<Lab>('DELETE', lab.at, undefined, otto)))
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual([
      [202, 'ending'],
      [202, 'ending'],
    ])
    const runs = await documents.runs(lab.clusterId).where('command', '==', 'destroy').get()
    expect(runs.size).toBe(1)
    const late = await api('POST', `${lab.at}/extend`, { endsAt: inHours(8) }, otto)
    expect([late.status, late.body.code]).toEqual([409, 'conflict'])
  })

  test('a lab that is not built yet ends at once', async () => {
    const { id } = await publishEvent(otto)
    await storeLab(id, account)
    expect((await api<Lab>('DELETE', `/v1/events/${id}/lab`, undefined, otto)).body).toMatchObject({
      state: 'ended',
    })
    expect((await api<Lab>('PUT', `/v1/events/${id}/lab`, labChoice(account.id), otto)).body.state).toBe(
      'scheduled',
    )
  })
})
