import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../contract/people.ts'
import type { User } from '../../contract/users.ts'
import { db, documents } from '../../server/documents.ts'
import { changeAccess } from '../../server/people/change-access.ts'
import { requireAnotherAdmin } from '../../server/people/keep-an-admin.ts'
import { api } from '../../testing/api.ts'
import { asPerson, type Person, signIn, signUp, unique } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

type Page = { items: User[]; nextCursor?: string }
const setRole = (as: Person, to: Person, role: Role) =>
  api<User>('PUT', `/v1/users/${to.uid}/role`, { role }, as)
const suspend = (as: Person, to: Person, suspended: boolean) =>
  api<User>('PUT', `/v1/users/${to.uid}/suspended`, { suspended }, as)
const accessOf = async (person: Person) => (await documents.access(person.uid).get()).data()
const activeAdmins = () =>
  documents.accessCollection().where('role', '==', 'admin').where('suspended', '==', false).get()

let ada: Person
beforeAll(async () => {
  // Who others' tests made operators, admins or suspended would fill the pages.
  for (const [field, value] of [
    ['role', 'operator'],
    ['role', 'admin'],
    ['suspended', true],
  ] as const)
    for (let left = 1; left > 0; ) {
      const matches = await documents.accessCollection().where(field, '==', value).limit(400).get()
      const batch = db.batch()
      for (const doc of matches.docs) batch.update(doc.ref, { role: 'member', suspended: false })
      await batch.commit()
      left = matches.size
    }
  ada = await asPerson('Ada', { role: 'admin' })
})

describe('people are found', () => {
  const find = async (query: Record<string, string>) => {
    const { status, body, text } = await api<Page>(
      'GET',
      `/v1/users?${new URLSearchParams(query)}`,
      undefined,
      ada,
    )
    expect(status, text).toBe(200)
    return body
  }
  const uids = ({ items }: Page) => items.map(({ uid }) => uid)
  /** Names nobody else has. */
  const mark = `x${unique()}`
  let people: Person[]
  beforeAll(async () => {
    people = []
    for (const kind of [{}, { role: 'operator' }, { suspended: true }, { role: 'admin' }] as const)
      people.push(await asPerson(mark, kind))
  })
  const newestFirst = () => people.map(({ uid }) => uid).reverse()

  test('by the beginning of a name, newest first', async () => {
    expect(uids(await find({ query: mark }))).toEqual(newestFirst())
    expect(uids(await find({ query: mark.slice(0, -1).toUpperCase() }))).toEqual(newestFirst())
    expect(uids(await find({ query: `labs ${mark}` }))).toEqual(newestFirst())
    expect(uids(await find({ query: people[1]!.username }))).toEqual([people[1]!.uid])
    expect(uids(await find({ query: `${mark} nobody` }))).toEqual([])
    expect(uids(await find({ query: '?!' }))).toEqual([])
  })

  test('by role and suspension, with a name and without', async () => {
    const [member, operator, suspended, admin] = people.map(({ uid }) => uid)
    expect(uids(await find({ query: mark, role: 'member' }))).toEqual([suspended, member])
    expect(uids(await find({ query: mark, role: 'member', suspended: 'false' }))).toEqual([member])
    expect(uids(await find({ query: mark, suspended: 'true' }))).toEqual([suspended])
    for (const [role, uid] of [
      ['operator', operator],
      ['admin', admin],
    ] as const) {
      const { items } = await find({ role, limit: '100' })
      expect(items.map((user) => user.uid)).toContain(uid)
      expect(new Set(items.map((user) => user.role))).toEqual(new Set([role]))
    }
    const { items } = await find({ role: 'member', suspended: 'true', limit: '100' })
    expect(items.map((user) => user.uid)).toContain(suspended)
    expect(items.every((user) => user.suspended && user.role === 'member')).toBe(true)
  })

  test.each<Record<string, string>>([{ query: mark }, { role: 'admin' }])(
    'page by page, each once: %j',
    async (filter) => {
      const listed: string[] = []
      let page: Page = { items: [], nextCursor: '' }
      do {
        page = await find({ ...filter, limit: '1', ...(page.nextCursor && { cursor: page.nextCursor }) })
        listed.push(...uids(page))
      } while (page.nextCursor)
      expect(new Set(listed).size).toBe(listed.length)
      expect(listed).toEqual(uids(await find({ ...filter, limit: '100' })))
    },
  )

  test('by their whole e-mail address, which only admins are shown, with their last sign-in', async () => {
    const nina = await signUp('Nina')
    const { items } = await find({ query: nina.email })
    expect(items).toEqual([
      {
        uid: nina.uid,
        username: nina.username,
        firstName: 'Nina',
        lastName: 'Labseat',
        email: nina.email,
        role: 'member',
        suspended: false,
        createdAt: expect.any(String),
        lastSignInAt: expect.any(String),
      },
    ])
    expect(uids(await find({ query: nina.username }))).toEqual([nina.uid])
    expect(uids(await find({ query: nina.email, role: 'admin' }))).toEqual([])
    expect(uids(await find({ query: nina.email.slice(1) }))).toEqual([])
    expect(uids(await find({ query: 'no@address@at.all' }))).toEqual([])
  })

  test('under a new name as soon as they have it, and no longer under the old one', async () => {
    const kim = await asPerson('Kim')
    const name = `Y${unique()}`
    await api('PATCH', '/v1/me', { firstName: name }, kim)
    expect(uids(await find({ query: name }))).toEqual([kim.uid])
    expect(uids(await find({ query: `${kim.username} labseat` }))).toEqual([kim.uid])
    const other = `Z${unique()}`
    await api('PATCH', '/v1/me', { firstName: other }, kim)
    expect(uids(await find({ query: name }))).toEqual([])
  })
})

describe('a role', () => {
  test('holds at once, is told, and stands in the log with what it was', async () => {
    const sam = await asPerson('Sam')
    const look = async () => (await api('GET', '/v1/users', undefined, sam)).status
    expect(await look()).toBe(403)
    const made = await setRole(ada, sam, 'admin')
    expect(made.status, made.text).toBe(200)
    expect(made.body).toMatchObject({ uid: sam.uid, role: 'admin', suspended: false })
    expect(await look()).toBe(200)
    const notices = await documents.notifications(sam.uid).get()
    expect(notices.docs.map((doc) => doc.data())).toMatchObject([
      { kind: 'role-changed', title: 'You are now an admin', read: false },
    ])
    const record = await documents.activity(made.headers.get('x-request-id')!).get()
    expect(record.data()).toMatchObject({
      actorId: ada.uid,
      action: 'users-set-role',
      thing: `people/${sam.uid}`,
      details: { role: 'admin', before: 'member' },
    })

    const second = await setRole(ada, sam, 'admin')
    expect(second.body).toEqual(made.body)
    expect((await documents.notifications(sam.uid).get()).size).toBe(1)
    expect((await documents.activity(second.headers.get('x-request-id')!).get()).exists).toBe(false)

    expect((await setRole(ada, sam, 'member')).status).toBe(200)
    expect(await look()).toBe(403)
  })

  test.each(['member', 'operator'] as const)('is not a %s’s to give', async (role) => {
    const sam = await asPerson('Sam', { role })
    for (const to of [sam, await asPerson('Tom')])
      expect(await setRole(sam, to, 'admin')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await accessOf(sam)).toEqual({ role, suspended: false })
  })

  test('is nobody’s own to change', async () => {
    const eve = await asPerson('Eve', { role: 'admin' })
    for (const role of ['member', 'operator', 'admin'] as const)
      expect(await setRole(eve, eve, role)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await suspend(eve, eve, true)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await accessOf(eve)).toEqual({ role: 'admin', suspended: false })
  })

  test('of who has an account and no profile is not there to change', async () => {
    const pia = await asPerson('Pia', { profile: false })
    expect((await setRole(ada, pia, 'operator')).status).toBe(404)
    expect((await suspend(ada, pia, true)).status).toBe(404)
  })

  test('two changes of one person at once: each is made, one after the other', async () => {
    const sam = await asPerson('Sam')
    const answers = await Promise.all([setRole(ada, sam, 'operator'), suspend(ada, sam, true)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await accessOf(sam)).toMatchObject({ role: 'operator', suspended: true })
  })
})

describe('suspension', () => {
  test('shuts every door at once, and coming back begins with signing in', async () => {
    const nina = await signUp('Nina')
    const look = async (token: string) => (await api('GET', '/v1/me/events', undefined, { token })).body
    expect(await look(nina.token)).toHaveProperty('items')
    const { status, body } = await suspend(ada, nina, true)
    expect({ status, body }).toMatchObject({ status: 200, body: { uid: nina.uid, suspended: true } })
    // The session is over; a new one is turned away as suspended.
    expect(await look(nina.token)).toMatchObject({ code: 'unauthenticated' })
    const record = await documents.notifications(nina.uid).where('kind', '==', 'role-changed').get()
    expect(record.docs.map((doc) => doc.data().title)).toEqual(['Your account is suspended'])
    // Tokens count in seconds: a session of the next one is later than the suspension.
    const over = (Math.floor(Date.now() / 1000) + 1) * 1000
    await waitUntil('the next second', () => Date.now() >= over)
    const later = await signIn(nina.email)
    expect(await look(later)).toMatchObject({ code: 'forbidden' })

    expect((await suspend(ada, nina, false)).body).toMatchObject({ suspended: false })
    expect(await look(later)).toHaveProperty('items')
    expect(await look(nina.token)).toMatchObject({ code: 'unauthenticated' })
  })

  test('of an admin ends what they may, and not their role', async () => {
    const eve = await asPerson('Eve', { role: 'admin' })
    expect((await suspend(ada, eve, true)).body).toMatchObject({ role: 'admin', suspended: true })
    expect((await api('GET', '/v1/users', undefined, eve)).status).toBe(401)
    expect(await accessOf(eve)).toMatchObject({ role: 'admin', suspended: true })
  })
})

describe('an admin remains', () => {
  let bob: Person
  beforeEach(async () => {
    // Admins of other tests would do for the last one.
    const otherAdmins = await activeAdmins()
    for (const doc of otherAdmins.docs) await doc.ref.update({ role: 'member' })
    ada = await asPerson('Ada', { role: 'admin' })
    bob = await asPerson('Bob', { role: 'admin' })
  })

  test('the last one neither steps down nor suspends themselves', async () => {
    expect((await setRole(ada, bob, 'member')).status).toBe(200)
    for (const role of ['member', 'operator'] as const)
      expect(await setRole(ada, ada, role)).toMatchObject({ status: 409, body: { code: 'last-admin' } })
    expect(await suspend(ada, ada, true)).toMatchObject({ status: 409, body: { code: 'last-admin' } })
    expect(await accessOf(ada)).toEqual({ role: 'admin', suspended: false })
  })

  test('a suspended admin is none that remains', async () => {
    expect((await suspend(ada, bob, true)).status).toBe(200)
    expect((await setRole(ada, ada, 'member')).body).toMatchObject({ code: 'last-admin' })
    expect((await setRole(ada, bob, 'member')).status).toBe(200)
  })

  test.each(Array.from({ length: 8 }, (_, round) => round))(
    'two who demote or suspend each other at once: one stays (%i)',
    async (round) => {
      const answers = await Promise.all([
        setRole(ada, bob, 'member'),
        round % 2 ? suspend(bob, ada, true) : setRole(bob, ada, 'member'),
      ])
      expect((await activeAdmins()).size).toBe(1)
      const lost = answers.filter(({ status }) => status !== 200)
      expect(lost).toHaveLength(1)
      // Who came second was still an admin when asked, or no longer.
      expect(['last-admin', 'forbidden', 'unauthenticated']).toContain(
        (lost[0]!.body as { code?: string }).code,
      )
    },
  )

  /** Both have read and decided before either commits: the worst moment there is. */
  const atOnce = async (keep: typeof requireAnotherAdmin) => {
    let arrived = 0
    const both = Promise.withResolvers<void>()
    const demote = (person: Person) =>
      changeAccess({
        uid: person.uid,
        change: { role: 'member' },
        id: unique(),
        now: new Date().toISOString(),
        keep,
        save: async (batch) => {
          if (++arrived === 2) both.resolve()
          await both.promise
          return batch.commit()
        },
      }).then(
        () => 'demoted',
        (error: { code?: string }) => error.code,
      )
    const outcomes = await Promise.all([demote(ada), demote(bob)])
    return { outcomes: outcomes.sort(), admins: (await activeAdmins()).size }
  }

  test('also when both have decided before either commits', async () =>
    expect(await atOnce(requireAnotherAdmin)).toEqual({ outcomes: ['demoted', 'last-admin'], admins: 1 }))

  test('and without the guard document nobody would: counting alone does not see the other', async () => {
    const countingOnly: typeof requireAnotherAdmin = async (_batch, uid) => {
      const admins = await activeAdmins()
      if (admins.docs.every((doc) => doc.id === uid)) throw new Error('last-admin')
    }
    expect(await atOnce(countingOnly)).toEqual({ outcomes: ['demoted', 'demoted'], admins: 0 })
  })

  test('nothing but the guard is left of it', async () => {
    await setRole(ada, bob, 'member')
    expect((await db.collection('guards').get()).docs.map((doc) => doc.id)).toEqual(['admins'])
  })
})
