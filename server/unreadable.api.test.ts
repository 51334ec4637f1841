import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { Event } from '../contract/events.ts'
import type { SystemStatus } from '../contract/system.ts'
import { api } from '../testing/api.ts'
import { choreContext } from '../testing/chore-context.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { waitForMail } from '../testing/mail.ts'
import { asPerson, type Person, unique, withAccount } from '../testing/people.ts'
import { poison, windowsName } from '../testing/poison.ts'
import { storeCluster } from '../testing/runner-clusters.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { RefusedWrite } from './check-writes.ts'
import { db, documents, FieldValue } from './documents.ts'
import { removePerson } from './people/remove-person.ts'
import { settleEvent } from './registrations/settle-event.ts'
import { findUnreadable } from './system/find-unreadable.ts'

const name = { stringValue: windowsName }
let adam: Person
let olga: Person
let pat: Person
let sam: Person
let event: Event
beforeAll(async () => {
  ;[adam, olga] = await Promise.all([asPerson('Adam', { role: 'admin' }), asPerson('Olga')])
})
beforeEach(async () => {
  ;[pat, sam] = await Promise.all([asPerson('Pat'), asPerson('Sam')])
  event = await publishEvent(olga, { capacity: 10 })
  for (const person of [pat, sam])
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
  await waitUntilSettled(db, event.id)
  await poison(`people/${pat.uid}`, { lastName: name })
})

describe('a document that its schema refuses', () => {
  const ada = {
    uid: 'ada',
    username: 'ada',
    lastName: 'L',
    createdAt: '2027-05-01T09:00:00.000Z',
    updatedAt: '2027-05-01T09:00:00.000Z',
    state: 'active',
  } as const
  test('is not written by a batch, by a reference or without a converter', async () => {
    const ref = documents.person(`ada-${unique()}`)
    const firstName = windowsName
    expect(() => db.batch().create(ref, { ...ada, firstName })).toThrow(RefusedWrite)
    expect(() => db.batch().set(ref, { ...ada, firstName })).toThrow(RefusedWrite)
    expect(() => db.batch().update(ref, { firstName })).toThrow(RefusedWrite)
    expect(() => db.batch().update(ref, 'firstName', firstName)).toThrow(RefusedWrite)
    await expect((async () => ref.set({ ...ada, firstName }))()).rejects.toThrow(RefusedWrite)
    await expect((async () => db.doc(ref.path).update({ firstName }))()).rejects.toThrow(RefusedWrite)
    await expect((async () => db.doc(ref.path).set({ firstName }, { merge: true }))()).rejects.toThrow(
      RefusedWrite,
    )
    expect((await ref.get()).exists).toBe(false)
  })

  test('is named by its path and fields, without a value', () => {
    const ref = documents.person('ada')
    expect(() => db.batch().update(ref, { firstName: windowsName, username: FieldValue.delete() })).toThrow(
      'The schema of people/ada refuses this write: firstName: invalid_format, username: invalid_type',
    )
  })
})

describe('a profile that cannot be read', () => {
  test('is shown in the list of people, marked, with the name that can be read', async () => {
    const { status, body, text } = await api('GET', '/v1/users?limit=20', undefined, adam)
    expect(status, text).toBe(200)
    const items = new Map(body.items.map((item: { uid: string }) => [item.uid, item]))
    expect(items.get(pat.uid)).toMatchObject({
      firstName: 'Pat',
      lastName: 'Pat O’Brien',
      username: pat.username,
      unreadable: true,
    })
    expect(items.get(sam.uid)).not.toHaveProperty('unreadable')
  })

  test('does not stop the list of attendees and its CSV', async () => {
    const path = `/v1/events/${event.id}/registrations`
    const { status, body, text } = await api('GET', path, undefined, olga)
    expect(status, text).toBe(200)
    expect(body.items.map((item: { person: { name: string } }) => item.person.name).sort()).toEqual([
      'Pat Pat O’Brien',
      'Sam Labseat',
    ])
    const csv = await api('GET', path, undefined, olga, { accept: 'text/csv' })
    expect(csv.status).toBe(200)
    expect(csv.text).toContain('Sam Labseat')
    expect(csv.text).toContain('Pat Pat O’Brien')
  })

  test('does not keep e-mail from the person and the other people', async () => {
    await Promise.all([withAccount(pat), withAccount(sam)])
    await api('POST', `/v1/events/${event.id}/cancel`, undefined, olga)
    for (const { email } of [pat, sam]) await waitForMail(email, event.title)
  })

  test.each([
    ['damaged', async (uid: string) => poison(`people/${uid}`, { username: { nullValue: null } })],
    ['missing', async (uid: string) => void (await documents.person(uid).delete())],
  ])('does not keep an admin from suspending the person: %s', async (_, damage) => {
    await damage(pat.uid)
    const path = `/v1/users/${pat.uid}/suspended`
    const suspended = await api('PUT', path, { suspended: true }, adam)
    expect(suspended.status, suspended.text).toBe(200)
    expect((await documents.access(pat.uid).get()).data()).toMatchObject({ suspended: true })
    expect((await api('PUT', path, { suspended: false }, adam)).status).toBe(200)
  })

  test('is shown to its person, who can correct it', async () => {
    const seen = await api('GET', '/v1/me', undefined, pat)
    expect(seen.body).toMatchObject({ firstName: 'Pat', lastName: 'Pat O’Brien' })
    expect((await api('GET', '/v1/me/export', undefined, pat)).status).toBe(200)
    const corrected = await api('PATCH', '/v1/me', { lastName: 'O’Brien' }, pat)
    expect(corrected.status, corrected.text).toBe(200)
    expect((await documents.person(pat.uid).get()).data()).toMatchObject({ lastName: 'O’Brien' })
  })

  test('that was deleted a moment ago answers that the account is being deleted', async () => {
    await documents.person(pat.uid).delete()
    for (const [method, path, body] of [
      ['GET', '/v1/me/export', undefined],
      ['PATCH', '/v1/me', { firstName: 'Pat' }],
      ['PUT', '/v1/me/username', { username: `pat-${unique()}` }],
    ] as const)
      expect(await api(method, path, body, pat)).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      })
  })

  test('and unreadable access do not keep the person from being suspended and removed', async () => {
    await poison(`access/${pat.uid}`, {
      role: { stringValue: 'emperor' },
      validAfter: { stringValue: 'now' },
    })
    const suspended = await api('PUT', `/v1/users/${pat.uid}/suspended`, { suspended: true }, adam)
    expect(suspended.status, suspended.text).toBe(200)
    expect((await documents.access(pat.uid).get()).data()).toMatchObject({ role: 'member', suspended: true })
    await poison(`events/${event.id}/registrations/${pat.uid}`, { attempt: { stringValue: 'first' } })
    await removePerson(pat.uid, unique(), new Date().toISOString())
    const [person, access, registration] = await db.getAll(
      db.doc(`people/${pat.uid}`),
      db.doc(`access/${pat.uid}`),
      db.doc(`events/${event.id}/registrations/${pat.uid}`),
    )
    expect([person!.exists, access!.exists, registration!.exists]).toEqual([false, false, false])
  })
})

test('a registration that cannot be read does not keep other people from a seat', async () => {
  const tom = await asPerson('Tom')
  await poison(`events/${event.id}/registrations/${pat.uid}`, {
    pending: { booleanValue: true },
    state: { stringValue: 'unheard-of' },
  })
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, tom)
  await settleEvent(event.id, 'test')
  const { body } = await api('GET', `/v1/events/${event.id}/registrations/me`, undefined, tom)
  expect(body).toMatchObject({ state: 'confirmed' })
  const list = await api('GET', `/v1/events/${event.id}/registrations`, undefined, olga)
  expect(list.body.items.map((item: { userId: string }) => item.userId).sort()).toEqual(
    [sam.uid, tom.uid].sort(),
  )
})

test('an event that cannot be read is left out of the lists', async () => {
  const other = await publishEvent(olga)
  await poison(`events/${event.id}`, { capacity: { stringValue: 'ten' } })
  for (const path of [`/v1/events?owner=${olga.uid}&limit=100`, '/v1/me/events?limit=100']) {
    const { status, body, text } = await api('GET', path, undefined, olga)
    expect(status, text).toBe(200)
    const ids = body.items.map(({ id }: { id: string }) => id)
    expect(ids).toContain(other.id)
    expect(ids).not.toContain(event.id)
  }
  expect((await api('GET', '/v1/me/registrations', undefined, sam)).status).toBe(200)
})

test('a cluster whose cost is not a number is left out of the list of clusters', async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const account: CloudAccount = await connectAccount(otto, {
    platform: 'sandbox',
    credentials: { kind: 'none' },
  })
  const [good, bad] = await Promise.all([storeCluster(otto, account), storeCluster(otto, account)])
  await poison(`clusters/${bad.clusterId}`, {
    cost: {
      mapValue: {
        fields: {
          hourly: {
            mapValue: { fields: { amount: { doubleValue: 'NaN' }, currency: { stringValue: 'USD' } } },
          },
          monthly: {
            mapValue: { fields: { amount: { doubleValue: 'NaN' }, currency: { stringValue: 'USD' } } },
          },
          source: { stringValue: 'table' },
        },
      },
    },
  })
  for (const person of [otto, adam]) {
    const { status, body, text } = await api('GET', '/v1/clusters?limit=100', undefined, person)
    expect(status, text).toBe(200)
    const ids = body.items.map(({ id }: { id: string }) => id)
    expect(ids).toContain(good.clusterId)
    expect(ids).not.toContain(bad.clusterId)
  }
  expect((await api('GET', '/v1/system', undefined, adam)).status).toBe(200)
})

describe('the sweep', () => {
  const readSystem = async () =>
    (await api<SystemStatus>('GET', '/v1/system', undefined, adam)).body.unreadable
  /** Enough sweeps to check every document once. */
  const checkAll = async (log: Parameters<typeof choreContext>[0] = {}) => {
    const start = (await readSystem()).completedAt
    for (let sweeps = 0; sweeps < 500; sweeps++) {
      await findUnreadable(choreContext({ ...log, now: new Date().toISOString() }))
      if ((await readSystem()).completedAt !== start) return sweeps
    }
    throw new Error('no round was completed')
  }

  test('lists unreadable documents for admins in the end, and a mended one is gone at once', async () => {
    await emptyFirestore()
    ;[adam, pat] = await Promise.all([asPerson('Adam', { role: 'admin' }), asPerson('Pat')])
    await Promise.all(
      Array.from({ length: 120 }, () =>
        documents.username(`u-${unique()}`).set({ uid: pat.uid, createdAt: new Date().toISOString() }),
      ),
    )
    expect(await readSystem()).toEqual({ documents: [], completedAt: null })
    await poison(`people/${pat.uid}`, { lastName: name })
    const log = vi.fn()
    expect(await checkAll({ log })).toBeGreaterThan(3)
    const { documents: unreadable, completedAt } = await readSystem()
    expect(completedAt).not.toBeNull()
    expect(unreadable).toEqual([
      { path: `people/${pat.uid}`, refusals: ['lastName: invalid_format'], foundAt: expect.any(String) },
    ])
    expect(log).toHaveBeenCalledWith('ERROR', 'A document cannot be read.', {
      path: `people/${pat.uid}`,
      refusals: ['lastName: invalid_format'],
    })
    expect(JSON.stringify(log.mock.calls)).not.toContain('Brien')

    await poison(`people/${pat.uid}`, { lastName: { stringValue: 'O’Brien' } })
    expect((await readSystem()).documents).toEqual([])
  })
})
