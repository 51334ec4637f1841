import { beforeEach, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { emptyFirestore } from '../../testing/empty-firestore.ts'
import { publishEvent } from '../../testing/events.ts'
import { waitUntilUnmentioned } from '../../testing/find-mentions.ts'
import { asPerson, type Person, signUp, withAccount } from '../../testing/people.ts'
import { noticesOf } from '../../testing/registrations.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { db, documents } from '../documents.ts'
import { findOrphans } from './find-orphans.ts'
import { finishRemovals } from './finish-removals.ts'

// The check goes through all people, and people of other tests have no account. A person with an account makes one orphan plausible.
let erik: Person
beforeEach(async () => {
  await emptyFirestore()
  erik = await signUp('Erik')
})

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString()
const find = (now = inDays(0)) => findOrphans(choreContext({ now }))
const finish = () => finishRemovals(choreContext({ overdueMs: -60_000 }))
/** What a client can do with its own token, past DELETE /v1/me. */
const deleteAtFirebase = async ({ token }: Person) => {
  const { ok } = await fetch(
    `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1/accounts:delete?key=demo-key`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ idToken: token }),
    },
  )
  expect(ok).toBe(true)
}
const accessOf = async ({ uid }: Person) => (await documents.access(uid).get()).data()

describe('a person who deletes the account at Firebase', () => {
  test('is removed as by DELETE /v1/me: no trace stays, and coming events are cancelled', async () => {
    const olga = await signUp('Olga')
    const event = await publishEvent(olga)
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
    await waitUntilSettled(db, event.id)
    await deleteAtFirebase(olga)

    expect(await find()).toBe(1)
    expect(await accessOf(erik)).toEqual({ role: 'member', suspended: false })
    expect((await api('GET', '/v1/me/events', undefined, olga)).status).toBe(401)
    await finish()
    expect(await waitUntilSettled(db, event.id)).toMatchObject({ seatsTaken: 0, states: { cancelled: 1 } })
    expect(await noticesOf(erik.uid, `event-cancelled_${event.id}`)).toHaveLength(1)
    await waitUntilUnmentioned(db, olga.uid, olga.username, olga.email)
  })

  test('stays until their clusters are destroyed, which the sweep begins', async () => {
    const olga = await signUp('Olga')
    const { clusterId } = await storeCluster(olga, { id: 'gone' } as CloudAccount)
    const cluster = documents.cluster(clusterId)
    await deleteAtFirebase(olga)
    expect(await find()).toBe(1)
    await expect(finish()).resolves.toBe(1)
    expect((await documents.person(olga.uid).get()).exists).toBe(true)
    const { endsAt } = (await cluster.get()).data()!
    expect(endsAt && endsAt <= inDays(0)).toBe(true)
    await cluster.delete()
    await finish()
    expect((await documents.person(olga.uid).get()).exists).toBe(false)
  })
})

describe('the check', () => {
  test('goes through everybody once a day', async () => {
    const nina = await signUp('Nina')
    await find()
    await deleteAtFirebase(nina)
    expect(await find(inDays(0.9))).toBe(0)
    expect(await accessOf(nina)).not.toHaveProperty('deletingSince')
    expect(await find(inDays(1.1))).toBe(1)
    expect(await accessOf(nina)).toHaveProperty('deletingSince')
    await finish()
  })

  test('removes nobody where many accounts are missing, as after a restore without accounts', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, (_, index) => asPerson(`P${index}`)))
    for (const person of people.slice(0, 2)) await withAccount(person)
    expect(await find()).toBe(0)
    for (const person of people) expect(await accessOf(person)).not.toHaveProperty('deletingSince')
  })

  test('removes nobody in a small project whose accounts are missing', async () => {
    await emptyFirestore()
    const adam = await asPerson('Adam', { role: 'admin' })
    expect(await find()).toBe(0)
    expect(await accessOf(adam)).not.toHaveProperty('deletingSince')
  })
})
