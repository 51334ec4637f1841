import { type ChildProcess, fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { eventDocument } from '../../contract/events.ts'
import { access, formerMember, type Profile } from '../../contract/people.ts'
import { fullName } from '../../domain/full-name.ts'
import { api } from '../../testing/api.ts'
import { emptyFirestore } from '../../testing/empty-firestore.ts'
import { publishEvent, workshop } from '../../testing/events.ts'
import { waitUntilUnmentioned } from '../../testing/find-mentions.ts'
import { storeLab } from '../../testing/labs.ts'
import { asPerson, type Person, signIn, signUp, tokenOf, unique } from '../../testing/people.ts'
import { noticesOf } from '../../testing/registrations.ts'
import { beginEvent } from '../../testing/reviews.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { db, documents, Timestamp, toFields } from '../documents.ts'
import { finishRemovals } from './finish-removals.ts'

// The tests search all documents for traces of a person.
beforeAll(emptyFirestore)

const requestSeat = (event: Event, person: Person) =>
  api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
const deleteAccount = (person: { token: string }) => api('DELETE', '/v1/me', undefined, person)
const sweep = (now = Date.now()) =>
  finishRemovals({
    now: new Date(now).toISOString(),
    requestId: 'sweep',
    log: (_severity, message, fields) => {
      throw new Error(`${message} ${JSON.stringify(fields)}`)
    },
    overdueMs: 0,
    maxItems: 10,
  })

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** A person with every kind of data: a seat that another person waits for, a past event, a draft, a review, a picture. */
const createWholeLife = async () => {
  // A name that nobody else has, because the search words of an event contain it.
  const [erik, olga, mina] = await Promise.all([
    signUp(`Erik${randomInt(1e9)}`),
    asPerson('Olga'),
    asPerson('Mina'),
  ])
  const event = await publishEvent(olga, { capacity: 1 })
  const [past, draft] = [await publishEvent(erik), await publishEvent(erik, { state: 'draft' })]
  await requestSeat(past, mina)
  await waitUntilSettled(db, past.id)
  await documents
    .event(past.id)
    .update(
      toFields(eventDocument, { startsAt: '2020-01-01T09:00:00.000Z', endsAt: '2020-01-01T12:00:00.000Z' }),
    )
  await requestSeat(event, erik)
  await waitUntilSettled(db, event.id)
  await requestSeat(event, mina)
  await waitUntilSettled(db, event.id)
  await documents.event(event.id).update({ organiserIds: [olga.uid, erik.uid] })
  await api('PUT', '/v1/me/avatar', { image: dot }, erik)
  await api('PATCH', '/v1/me', { interests: ['go'] }, erik)
  await api('POST', '/v1/me/sign-ins', { device: 'the-browser-of-erik' }, erik)
  await api('POST', '/v1/events', workshop({ state: 'draft' }), erik, { 'idempotency-key': unique() })
  await db.doc(`events/${event.id}/reviews/${erik.uid}`).set({
    userId: erik.uid,
    authorName: fullName(erik),
    rating: 4,
    comment: 'Bring a second laptop.',
    createdAt: Timestamp.now(),
    updatedAt: Timestamp.now(),
  })
  return { erik, olga, mina, event, past, draft }
}
type WholeLife = Awaited<ReturnType<typeof createWholeLife>>

const assertGone = async ({ erik, mina, event, past, draft }: WholeLife) => {
  await waitUntilUnmentioned(db, erik.uid, erik.username, erik.email, erik.firstName)
  await expect(signIn(erik.email)).rejects.toThrow(/NOT_FOUND|INVALID/)
  expect((await api('GET', `/v1/usernames/${erik.username}`)).body.available).toBe(true)

  // The next person in line has the seat and a notice.
  const seats = await waitUntilSettled(db, event.id)
  expect(seats).toMatchObject({ seatsTaken: 1, waitlisted: 0, states: { confirmed: 1 } })
  expect((await documents.registration(event.id, mina.uid).get()).data()?.state).toBe('confirmed')
  expect(await noticesOf(mina.uid, 'promoted')).toHaveLength(1)

  const reviews = await db.collection(`events/${event.id}/reviews`).get()
  expect(reviews.docs.map((snapshot) => snapshot.data())).toEqual([
    {
      userId: null,
      authorName: formerMember.name,
      rating: 4,
      comment: 'Bring a second laptop.',
      createdAt: expect.any(Timestamp),
      updatedAt: expect.any(Timestamp),
    },
  ])
  expect((await documents.event(past.id).get()).data()).toMatchObject({
    ownerId: formerMember.uid,
    ownerName: formerMember.name,
    organiserIds: [],
    seatsTaken: 1,
  })
  for (const path of ['', '/private/access', '/public/line'])
    expect((await db.doc(`events/${draft.id}${path}`).get()).exists).toBe(false)
  const done = await db.collection('activity').where('actorId', '==', formerMember.uid).get()
  expect(done.docs.map((snapshot) => snapshot.get('action'))).toEqual(
    expect.arrayContaining(['auth-register', 'events-create', 'me-set-avatar']),
  )
}

describe('a person who leaves', () => {
  test('can export all data first; then no trace is left, the seat goes to the next person, and reviews stay without a name', async () => {
    const life = await createWholeLife()
    const { erik, event, past } = life
    const { status, body } = await api('GET', '/v1/me/export', undefined, erik)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      account: { email: erik.email, signsInWith: ['password'], phoneNumbers: [] },
      profile: { uid: erik.uid, email: erik.email, username: erik.username, interests: ['go'] },
      access: { role: 'member', suspended: false },
      registrations: [{ path: `events/${event.id}/registrations/${erik.uid}`, state: 'confirmed' }],
      reviews: [{ rating: 4, comment: 'Bring a second laptop.' }],
      avatar: expect.stringMatching(/^data:image\/webp;base64,/),
    })
    expect(body.events).toHaveLength(3)
    expect(body.events).toContainEqual(
      expect.objectContaining({ path: `events/${past.id}`, startsAt: '2020-01-01T09:00:00.000Z' }),
    )
    const titles = body.notifications.map(({ kind }: { kind: string }) => kind)
    expect(titles).toEqual(expect.arrayContaining(['welcome', 'seat-confirmed']))
    const actions = body.activity.map(({ action }: { action: string }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['auth-register', 'registrations-request', 'me-set-avatar']),
    )

    const { headers, ...answer } = await deleteAccount(erik)
    expect(answer.status).toBe(204)
    await assertGone(life)
    expect((await documents.activity(headers.get('x-request-id')!).get()).data()).toMatchObject({
      actorId: formerMember.uid,
      action: 'me-delete',
      thing: `access/${formerMember.uid}`,
    })
  })

  test('disappears from the organiser’s notices of reviews, and a later reviewer’s name stays', async () => {
    const [erik, olga, mina] = await Promise.all([signUp('Erik'), asPerson('Olga'), asPerson('Mina')])
    const [alone, both] = [await publishEvent(olga), await publishEvent(olga)]
    await beginEvent(alone.id, [erik])
    await beginEvent(both.id, [erik, mina])
    for (const [{ id }, person] of [
      [alone, erik],
      [both, erik],
      [both, mina],
    ] as const)
      await api('POST', `/v1/events/${id}/reviews`, { rating: 4, comment: 'We built it.' }, person)
    const expectNotice = async ({ id, title }: Event, reviewer: string, more = {}) => {
      const notices = await documents.notifications(olga.uid).where('link', '==', `/events/${id}`).get()
      expect(notices.docs.map((snapshot) => snapshot.data())).toMatchObject([
        {
          title: `New review of ${title}`,
          body: expect.stringMatching(`^${reviewer} gave it 4 stars`),
          values: { event: title, reviewer, count: 4, ...more },
        },
      ])
    }
    await expectNotice(alone, 'Erik Labseat', { reviewerId: erik.uid })
    expect((await deleteAccount(erik)).status).toBe(204)
    await waitUntilUnmentioned(db, erik.uid, erik.username)
    await expectNotice(alone, formerMember.name)
    await expectNotice(both, 'Mina Labseat', { reviewerId: mina.uid })
  })

  test('gets no new profile by an old token, can repeat the deletion, and can sign up again', async () => {
    const erik = await signUp('Erik')
    expect((await deleteAccount(erik)).status).toBe(204)
    for (const path of ['/v1/me', '/v1/me'])
      expect((await api('GET', path, undefined, erik)).body).toMatchObject({ code: 'unauthenticated' })
    expect((await deleteAccount(erik)).status).toBe(204)
    await waitUntilUnmentioned(db, erik.uid, erik.username)
    const { status } = await api('POST', '/v1/auth/register', {
      email: erik.email,
      username: erik.username,
      password: 'labseat-demo',
      firstName: 'Erik',
      lastName: 'Again',
    })
    expect(status).toBe(201)
  })

  test('without a profile loses the account too', async () => {
    const pia = await asPerson('Pia', { profile: false })
    expect((await deleteAccount(pia)).status).toBe(204)
    await waitUntilUnmentioned(db, pia.uid)
  })
})

describe('a deletion is refused', () => {
  const expectRefusal = async (person: Person, token = person.token) => {
    const { body } = await deleteAccount({ token })
    expect((await api<Profile>('GET', '/v1/me', undefined, person)).body.uid).toBe(person.uid)
    return body
  }
  test('if the sign-in is more than 15 minutes old', async () => {
    const erik = await asPerson('Erik')
    const at = Math.floor(Date.now() / 1000) - 901
    expect((await expectRefusal(erik, tokenOf(erik, { auth_time: at }))).code).toBe('recent-sign-in-required')
  })

  test('while the person has an event in the future or in progress, which the error names', async () => {
    const olga = await asPerson('Olga')
    const event = await publishEvent(olga)
    const { code, detail } = await expectRefusal(olga)
    expect({ code, detail }).toEqual({ code: 'has-events', detail: expect.stringContaining(event.title) })
    await documents.event(event.id).update(toFields(eventDocument, { startsAt: '2020-01-01T09:00:00.000Z' }))
    const running = await expectRefusal(olga)
    expect(running).toMatchObject({
      code: 'has-events',
      detail: expect.stringContaining('wait until they end'),
    })
    expect(running.detail).not.toContain('Cancel')
    await api('PATCH', `/v1/events/${event.id}`, { endsAt: new Date().toISOString() }, olga)
    expect((await deleteAccount(olga)).status).toBe(204)
    await waitUntilUnmentioned(db, olga.uid)
  })

  test('for the last admin, and for one of two admins who leave at the same time', async () => {
    const everybody = await documents.accessCollection().where('role', '==', 'admin').get()
    for (const admin of everybody.docs) await admin.ref.update({ role: 'member' })
    const [ada, bo] = await Promise.all([
      asPerson('Ada', { role: 'admin' }),
      asPerson('Bo', { role: 'admin' }),
    ])
    await asPerson('Sue', { role: 'admin', suspended: true })
    const answers = await Promise.all([ada, bo].map(deleteAccount))
    expect(answers.map(({ status, body }) => body?.code ?? status).sort()).toEqual([204, 'last-admin'].sort())
    const left = answers[0]!.status === 204 ? bo : ada
    expect((await expectRefusal(left)).code).toBe('last-admin')
  })
})

test('a rehearsal of a person who leaves ends, and its lab can still be read', async () => {
  const [olga, cora] = await Promise.all([asPerson('Olga'), signUp('Cora')])
  const event = await publishEvent(olga)
  const [startsAt, endsAt] = [new Date().toISOString(), new Date(Date.now() + 7_200_000).toISOString()]
  const rehearsal = { userId: cora.uid, startsAt, endsAt }
  await storeLab(event.id, { id: 'sandbox', ownerId: olga.uid }, { rehearsal })
  expect((await deleteAccount(cora)).status).toBe(204)
  await waitUntilUnmentioned(db, cora.uid)
  const { rehearsal: rehearsalAfter } = (await documents.lab(event.id).get()).data()!
  expect(rehearsalAfter).toMatchObject({ userId: formerMember.uid, startsAt })
  expect(rehearsalAfter!.endsAt < endsAt).toBe(true)
})

test('a removal that is killed at each of its first commits is finished by the sweep, and no seat is lost', async () => {
  // All processes start at once and then run one after the other, because the start takes longer than the work.
  const script = join(import.meta.dirname, '../../testing/killed-removal.ts')
  const processes = Array.from({ length: 8 }, () => fork(script, { execArgv: [] }))
  /** The process makes one commit and is killed at the second. */
  const runUntilKilled = async (child: ChildProcess, uid: string) => {
    child.send({ uid, which: 2 })
    const [, signal] = await once(child, 'exit')
    return signal === 'SIGKILL'
  }
  const lived = await createWholeLife()
  const { uid } = lived.erik
  await documents.access(uid).update(toFields(access, { deletingSince: new Date().toISOString() }))
  expect((await api('GET', '/v1/me/events', undefined, lived.erik)).body.code).toBe('unauthenticated')
  for (const [kills, child] of processes.entries())
    expect({ kills, killed: await runUntilKilled(child, uid) }).toEqual({ kills, killed: true })
  await sweep()
  await assertGone(lived)
}, 170_000)
