import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { limits } from '../../contract/limits.ts'
import { helpEndsAt } from '../../domain/lab-help.ts'
import { db, documents, Timestamp } from '../../server/documents.ts'
import { registerHub } from '../../server/oidc/cluster-client.ts'
import { limitRef } from '../../server/rate-limit.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { publishEvent } from '../../testing/events.ts'
import { type HubDouble, startHubDouble } from '../../testing/hub-double.ts'
import { storeLab, storePlace } from '../../testing/labs.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

let people: Record<'olga' | 'cora' | 'erik' | 'nina' | 'mina' | 'sam' | 'gus', Person>
let event: Event
let at: string
let hub: HubDouble
beforeAll(async () => {
  const [otto, olga, cora, erik, nina, mina, sam, gus] = (await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    ...['Olga', 'Cora', 'Erik', 'Nina', 'Mina', 'Sam'].map((name) => asPerson(name)),
    asPerson('Gus', { suspended: true }),
  ])) as [Person, Person, Person, Person, Person, Person, Person, Person]
  people = { olga, cora, erik, nina, mina, sam, gus }
  hub = await startHubDouble()
  event = await publishEvent(olga, { capacity: 2 })
  at = `/v1/events/${event.id}/lab`
  await documents.event(event.id).update({ organiserIds: [olga.uid, cora.uid] })
  for (const person of [erik, nina, mina]) {
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
    await waitUntilSettled(db, event.id)
  }
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const links = [{ service: 'jupyterhub' as const, url: hub.url }]
  const { clusterId, name } = await storeCluster(otto, account, { eventId: event.id, links })
  await registerHub(
    { clusterId, name, ownerId: otto.uid, eventId: event.id },
    hub.url,
    new Date().toISOString(),
  )
  await storeLab(event.id, account, { state: 'ready', clusterId, builds: 1 })
})
afterAll(() => hub.stop())

/** Each test starts with two people in their labs, without hands and requests. */
beforeEach(async () => {
  hub.reset()
  hub.trouble.alwaysRuns = true
  await storePlace(event.id, people.erik, { server: 'running' })
  await storePlace(event.id, people.nina, { server: 'running' })
})

type Who = keyof typeof people
const placeOf = async (who: Who) => (await documents.labPlace(event.id, people[who].uid).get()).data()!
const hand = (of: Who, raised: boolean, by: Who) =>
  api('PUT', `${at}/places/${people[of].uid}/hand`, { raised }, people[by])
const ask = (of: Who, by: Who) => api('POST', `${at}/places/${people[of].uid}/help`, undefined, people[by])
const allow = (by: Who, askedBy: Who) =>
  api('PUT', `${at}/help`, { askedBy: people[askedBy].uid }, people[by])
const end = (of: Who, by: Who) => api('DELETE', `${at}/places/${people[of].uid}/help`, undefined, people[by])
const open = (of: Who, by: Who) =>
  api('POST', `${at}/places/${people[of].uid}/help/open`, undefined, people[by])
const restart = (of: Who, by: Who) =>
  api('POST', `${at}/places/${people[of].uid}/restart`, undefined, people[by])
const restartAll = (by: Who) => api('POST', `${at}/places/restart`, undefined, people[by])
const answerOf = ({ status, body }: { status: number; body?: { code?: string } }) => body?.code ?? status
const activityOf = async (action: string, thing: string) =>
  (await db.collection('activity').where('action', '==', action).where('thing', '==', thing).get()).size
const pathOf = (who: Who) => `labs/${event.id}/places/${people[who].uid}`

describe('hands', () => {
  test('are in the order of raising, and a second click keeps the place in the order', async () => {
    await hand('nina', true, 'nina')
    await hand('erik', true, 'erik')
    await hand('nina', true, 'nina')
    const up = await documents.labPlaces(event.id).where('handAt', '!=', null).orderBy('handAt').get()
    expect(up.docs.map(({ id }) => id)).toEqual([people.nina.uid, people.erik.uid])
  })

  test('a hundred clicks at once are one change', async () => {
    const path = pathOf('erik')
    const changesBefore = await activityOf('labs-set-hand', path)
    const answers = await Promise.all(Array.from({ length: 100 }, () => hand('erik', true, 'erik')))
    expect([...new Set(answers.map(answerOf))]).toEqual([204])
    expect((await placeOf('erik')).handAt).not.toBeNull()
    expect(await activityOf('labs-set-hand', path)).toBe(changesBefore + 1)
  })

  test('organisers lower hands, and nobody raises the hand of another person', async () => {
    await hand('nina', true, 'nina')
    expect(answerOf(await hand('erik', true, 'olga'))).toBe('forbidden')
    expect(answerOf(await hand('nina', false, 'erik'))).toBe('forbidden')
    expect(answerOf(await hand('nina', false, 'cora'))).toBe(204)
    expect((await placeOf('nina')).handAt).toBeNull()
    expect(answerOf(await hand('nina', false, 'cora'))).toBe(204)
  })
})

test('who may do what at a place', async () => {
  const { olga } = people
  const request = {
    state: 'asked',
    askedBy: olga.uid,
    askedByName: 'Olga Labseat',
    at: event.createdAt,
  } as const
  const prepare = () => storePlace(event.id, people.erik, { server: 'running', help: request })
  const calls = {
    lower: (by: Who) => hand('erik', false, by),
    ask: (by: Who) => ask('erik', by),
    allow: (by: Who) => allow(by, 'olga'),
    open: (by: Who) => open('erik', by),
    end: (by: Who) => end('erik', by),
    restart: (by: Who) => restart('erik', by),
    restartAll,
  }
  const matrix: Record<Who, (number | string)[]> = {
    olga: [204, 204, 'no-seat', 200, 204, 204, 202],
    // Another organiser asks when the first request is over.
    cora: [204, 'help-taken', 'no-seat', 'no-consent', 204, 204, 202],
    erik: [204, 'forbidden', 204, 'forbidden', 204, 204, 'forbidden'],
    // Has a seat, and her own place.
    nina: ['forbidden', 'forbidden', 'no-consent', 'forbidden', 'forbidden', 'not-found', 'forbidden'],
    // Waits for a seat.
    mina: ['forbidden', 'forbidden', 'no-seat', 'forbidden', 'forbidden', 'not-found', 'forbidden'],
    sam: ['forbidden', 'forbidden', 'no-seat', 'forbidden', 'forbidden', 'not-found', 'forbidden'],
    gus: Array.from({ length: 7 }, () => 'forbidden'),
  }
  const seen: Partial<typeof matrix> = {}
  for (const who of Object.keys(matrix) as Who[]) {
    const answers: (number | string)[] = []
    for (const call of Object.values(calls)) {
      await prepare()
      answers.push(answerOf(await call(who)))
    }
    seen[who] = answers
  }
  expect(seen).toEqual(matrix)
})

describe('consent', () => {
  const beginVisit = async () => {
    await ask('erik', 'olga')
    await allow('erik', 'olga')
  }

  test('a person refuses, and the organiser gets no address', async () => {
    expect(answerOf(await open('erik', 'olga'))).toBe('no-consent')
    expect(answerOf(await ask('erik', 'olga'))).toBe(204)
    expect((await open('erik', 'olga')).body).toEqual({ state: 'waiting', waitsFor: 'consent' })
    expect(answerOf(await end('erik', 'erik'))).toBe(204)
    expect(answerOf(await open('erik', 'olga'))).toBe('no-consent')
    expect(hub.tokens).toEqual([])
  })

  test('with it the organiser gets an address for ten minutes, and no stored document has its secret', async () => {
    await beginVisit()
    const opened = await open('erik', 'olga')
    expect(opened.body).toMatchObject({ state: 'open', url: expect.stringContaining(hub.url) })
    expect(hub.tokens).toMatchObject([{ expiresIn: expect.any(Number) }])
    expect(hub.tokens[0]!.expiresIn).toBeLessThanOrEqual(600)
    const stored = [
      await documents.labPlace(event.id, people.erik.uid).get(),
      await documents.lab(event.id).get(),
    ]
    const activity = await db.collection('activity').where('thing', '==', pathOf('erik')).get()
    const texts = [...stored, ...activity.docs].map((snapshot) => JSON.stringify(snapshot.data()))
    expect(texts.filter((text) => text.includes(hub.tokens[0]!.token))).toEqual([])
    for (const action of ['labs-ask-help', 'labs-allow-help', 'labs-open-help'])
      expect(await activityOf(action, pathOf('erik'))).toBeGreaterThan(0)
  })

  test.each(['erik', 'olga', 'cora'] as const)(
    '%s ends it, and the address opens nothing from then on',
    async (who) => {
      await beginVisit()
      await open('erik', 'olga')
      expect(hub.tokens).toHaveLength(1)
      expect(answerOf(await end('erik', who))).toBe(204)
      expect(hub.tokens).toEqual([])
      expect((await placeOf('erik')).help).toBeNull()
      expect(answerOf(await open('erik', 'olga'))).toBe('no-consent')
    },
  )

  test('it ends while the address is made, and the address is revoked before anybody has it', async () => {
    await beginVisit()
    hub.trouble.beforeToken = () => end('erik', 'erik')
    expect(answerOf(await open('erik', 'olga'))).toBe('no-consent')
    expect(hub.tokens).toEqual([])
  })

  test('it ends also while the hub is down, and a repeated end revokes the address', async () => {
    await beginVisit()
    await open('erik', 'olga')
    hub.trouble.down = true
    expect(answerOf(await end('erik', 'erik'))).toBe('unavailable')
    expect((await placeOf('erik')).help).toBeNull()
    expect(answerOf(await open('erik', 'olga'))).toBe('no-consent')
    hub.trouble.down = false
    expect(answerOf(await end('erik', 'erik'))).toBe(204)
    expect(hub.tokens).toEqual([])
  })

  test('it is for the organiser whom the person has seen, not for another who asked meanwhile', async () => {
    await ask('erik', 'olga')
    await end('erik', 'olga')
    await ask('erik', 'cora')
    expect(answerOf(await allow('erik', 'olga'))).toBe('no-consent')
    expect(await placeOf('erik')).toMatchObject({ help: { state: 'asked', askedBy: people.cora.uid } })
  })

  test('of two organisers who ask at once, one asks, and the other learns who', async () => {
    const answers = await Promise.all([ask('erik', 'olga'), ask('erik', 'cora')])
    expect(answers.map(answerOf).sort()).toEqual([204, 'help-taken'])
    const refused = answers.find(({ status }) => status === 409)!
    expect(refused.body.detail).toMatch(/^(Olga|Cora) Labseat waits for an answer/)
  })

  test('an hour later it is over, and another organiser may ask', async () => {
    await beginVisit()
    const { help } = await placeOf('erik')
    const hourAgo = new Date(Date.parse(help!.at) - 3600_000).toISOString()
    expect(Date.parse(helpEndsAt({ at: hourAgo }))).toBeLessThanOrEqual(Date.now())
    await storePlace(event.id, people.erik, { server: 'running', help: { ...help!, at: hourAgo } })
    expect(answerOf(await open('erik', 'olga'))).toBe('no-consent')
    expect(answerOf(await ask('erik', 'cora'))).toBe(204)
  })

  test('without a server there is nothing to open', async () => {
    await beginVisit()
    hub.trouble.alwaysRuns = false
    expect((await open('erik', 'olga')).body).toEqual({ state: 'waiting', waitsFor: 'server' })
    hub.trouble.down = true
    expect(answerOf(await open('erik', 'olga'))).toBe('unavailable')
  })
})

describe('restarting', () => {
  test('everybody: servers that are off stay off, and two organisers at once are one restart', async () => {
    const { id } = await publishEvent(people.olga)
    await documents.event(id).update({ organiserIds: [people.olga.uid, people.cora.uid] })
    const account = { id: 'none', ownerId: people.olga.uid }
    const { clusterId } = (await documents.lab(event.id).get()).data()!
    await storeLab(id, account, { state: 'ready', clusterId, builds: 1 })
    const guest = (uid: string) => ({ uid, firstName: 'Guest', lastName: uid })
    await storePlace(id, guest('runs'), { server: 'running' })
    await storePlace(id, guest('is-off'), { server: 'none' })
    const path = `/v1/events/${id}/lab/places/restart`
    const answers = await Promise.all(
      [people.olga, people.cora].map((by) => api('POST', path, undefined, by)),
    )
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    expect(answers.some(({ body }) => body.servers === 1)).toBe(true)
    expect((await documents.labPlace(id, 'is-off').get()).data()).toMatchObject({
      server: 'none',
      work: null,
    })
    const { since } = (await documents.labPlace(id, 'runs').get()).data()!
    expect(since > event.createdAt).toBe(true)
  })

  test('one person: a hand and a consent stay', async () => {
    await hand('erik', true, 'erik')
    await ask('erik', 'olga')
    expect((await restart('erik', 'olga')).status).toBe(204)
    expect(await placeOf('erik')).toMatchObject({
      handAt: expect.any(String),
      help: { askedBy: people.olga.uid },
    })
  })
})

describe('a message', () => {
  const send = (body: object, by: Who) => api('POST', `/v1/events/${event.id}/messages`, body, people[by])
  const noticesOf = async (who: Who) =>
    (await documents.notifications(people[who].uid).where('kind', '==', 'event-message').get()).docs.map(
      (snapshot) => snapshot.data(),
    )

  test('reaches people with a seat once, also when it is sent twice, and the waiting list only if the organiser says so', async () => {
    const message = { messageId: 'one', text: 'Open exercise 3.\n<b>$t(key) {{event}}</b>', to: 'seats' }
    const answers = [await send(message, 'olga'), await send(message, 'olga')]
    expect(answers.map(({ status, body }) => [status, body.people])).toEqual([
      [202, 2],
      [202, 2],
    ])
    for (const who of ['erik', 'nina'] as const) {
      const [notice, ...further] = await noticesOf(who)
      expect(further).toEqual([])
      expect(notice!.body).toBe(`The organisers write: ${message.text}`)
      expect(notice).toMatchObject({ link: `/events/${event.id}`, read: false })
    }
    expect(await noticesOf('mina')).toEqual([])
    expect(await noticesOf('olga')).toEqual([])
    expect((await send({ ...message, messageId: 'two', to: 'everybody' }, 'cora')).body).toEqual({
      people: 3,
    })
    expect(await noticesOf('mina')).toHaveLength(1)
  })

  test('reaches only the waiting list, or one person', async () => {
    const counts = async () =>
      Promise.all((['erik', 'nina', 'mina'] as const).map(async (who) => (await noticesOf(who)).length))
    const [erik, nina, mina] = await counts()
    const waiting = await send({ messageId: 'five', text: 'A seat may become free.', to: 'waiting' }, 'olga')
    expect([waiting.status, waiting.body.people]).toEqual([202, 1])
    expect(await counts()).toEqual([erik, nina, mina! + 1])
    const message = { messageId: 'six', text: 'Bring your badge.', to: 'person', userId: people.nina.uid }
    expect((await send(message, 'olga')).body).toEqual({ people: 1 })
    expect((await send(message, 'olga')).body).toEqual({ people: 1 })
    expect(await counts()).toEqual([erik, nina! + 1, mina! + 1])
  })

  test('has a limit for each organiser', async () => {
    await limitRef('events-message by person', people.cora.uid).set({
      expiresAt: Timestamp.fromMillis(Date.now() + limits.message.person.seconds * 1000),
    })
    expect(answerOf(await send({ messageId: 'four', text: 'Hello', to: 'seats' }, 'cora'))).toBe(
      'rate-limited',
    )
  })

  test('is for organisers', async () => {
    const message = { messageId: 'three', text: 'Hello', to: 'seats' }
    const answers = await Promise.all(
      (['erik', 'mina', 'sam', 'gus'] as const).map((who) => send(message, who)),
    )
    expect(answers.map(answerOf)).toEqual(Array.from({ length: 4 }, () => 'forbidden'))
  })
})

test('with 300 people in the lab, a raised hand is one write of a place and one read of each open cockpit', async () => {
  const batch = db.batch()
  const crowd = await publishEvent(people.olga, { capacity: 300 })
  const now = new Date().toISOString()
  const placeOfErik = await placeOf('erik')
  for (let index = 0; index < 299; index++)
    batch.set(documents.labPlace(crowd.id, `guest-${index}`), {
      ...placeOfErik,
      userId: `guest-${index}`,
      since: now,
    })
  await batch.commit()
  await api('POST', `/v1/events/${crowd.id}/registrations`, undefined, people.sam)
  await waitUntilSettled(db, crowd.id)
  await storePlace(crowd.id, people.sam, { server: 'running' })

  const reads: number[] = []
  const raised = Promise.withResolvers<void>()
  const close = documents.labPlaces(crowd.id).onSnapshot((snapshot) => {
    reads.push(snapshot.docChanges().length)
    if (snapshot.docs.some((place) => place.data().handAt !== null)) raised.resolve()
  }, raised.reject)
  try {
    await expect.poll(() => reads.length, { timeout: 30_000 }).toBe(1)
    const path = `/v1/events/${crowd.id}/lab/places/${people.sam.uid}/hand`
    for (let clicks = 0; clicks < 3; clicks++)
      expect((await api('PUT', path, { raised: true }, people.sam)).status).toBe(204)
    await raised.promise
    expect((await api('PUT', path, { raised: false }, people.olga)).status).toBe(204)
    await expect.poll(() => reads, { timeout: 30_000 }).toEqual([300, 1, 1])
    // Besides the place, each change writes its entry in the activity log.
    expect(await activityOf('labs-set-hand', `labs/${crowd.id}/places/${people.sam.uid}`)).toBe(2)
  } finally {
    close()
  }
})
