import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../contract/people.ts'
import type { User } from '../../contract/users.ts'
import { db, documents } from '../../server/documents.ts'
import { changeAccess } from '../../server/people/change-access.ts'
import { requireAnotherAdmin } from '../../server/people/keep-an-admin.ts'
import { api } from '../../testing/api.ts'
import { asPerson, type Person, signUp, tokenOf, unique } from '../../testing/people.ts'
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
  // Operators, admins and suspended people of other tests would fill the pages.
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

describe('a search of people', () => {
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
  /** A name that no other test uses. */
  const mark = `x${unique()}`
  let people: Person[]
  beforeAll(async () => {
    people = []
    for (const kind of [{}, { role: 'operator' }, { suspended: true }, { role: 'admin' }] as const)
      people.push(await asPerson(mark, kind))
  })
  const newestFirst = () => people.map(({ uid }) => uid).reverse()

  test('finds the beginnings of names, and lists the newest person first', async () => {
    expect(uids(await find({ query: mark }))).toEqual(newestFirst())
    expect(uids(await find({ query: mark.slice(0, -1).toUpperCase() }))).toEqual(newestFirst())
    expect(uids(await find({ query: `labs ${mark}` }))).toEqual(newestFirst())
    expect(uids(await find({ query: people[1]!.username }))).toEqual([people[1]!.uid])
    expect(uids(await find({ query: `${mark} nobody` }))).toEqual([])
    expect(uids(await find({ query: '?!' }))).toEqual([])
  })

  test('filters by role and suspension, with and without a name', async () => {
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
    'lists each person once across pages: %j',
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

  test('finds a whole e-mail address, and gives the address and the last sign-in to admins', async () => {
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

  test('finds a person by a new name at once, and no longer by the old name', async () => {
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
  test('takes effect at once, sends a notice, and logs the old and the new role', async () => {
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

  test.each(['member', 'operator'] as const)('cannot be given by a %s', async (role) => {
    const sam = await asPerson('Sam', { role })
    for (const to of [sam, await asPerson('Tom')])
      expect(await setRole(sam, to, 'admin')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await accessOf(sam)).toEqual({ role, suspended: false })
  })

  test('cannot be changed by the person who has it', async () => {
    const eve = await asPerson('Eve', { role: 'admin' })
    for (const role of ['member', 'operator', 'admin'] as const)
      expect(await setRole(eve, eve, role)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await suspend(eve, eve, true)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await accessOf(eve)).toEqual({ role: 'admin', suspended: false })
  })

  test('of an account without a profile is not found', async () => {
    const pia = await asPerson('Pia', { profile: false })
    expect((await setRole(ada, pia, 'operator')).status).toBe(404)
    expect((await suspend(ada, pia, true)).status).toBe(404)
  })

  test('and a suspension can be changed at the same time, and both are stored', async () => {
    const sam = await asPerson('Sam')
    const answers = await Promise.all([setRole(ada, sam, 'operator'), suspend(ada, sam, true)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await accessOf(sam)).toMatchObject({ role: 'operator', suspended: true })
  })
})

describe('suspension', () => {
  test('ends all sessions at once, and after it the person has to sign in again', async () => {
    const nina = await signUp('Nina')
    const look = async (token: string) => (await api('GET', '/v1/me/events', undefined, { token })).body
    expect(await look(nina.token)).toHaveProperty('items')
    const { status, body } = await suspend(ada, nina, true)
    expect({ status, body }).toMatchObject({ status: 200, body: { uid: nina.uid, suspended: true } })
    // The session has ended. A new session is refused because the person is suspended.
    expect(await look(nina.token)).toMatchObject({ code: 'unauthenticated' })
    const record = await documents.notifications(nina.uid).where('kind', '==', 'role-changed').get()
    expect(record.docs.map((doc) => doc.data().title)).toEqual(['Your account is suspended'])
    // Tokens count in whole seconds. A sign-in in the next second is later than the suspension.
    const over = (Math.floor(Date.now() / 1000) + 1) * 1000
    await waitUntil('the next second', () => Date.now() >= over)
    // Firebase signs nobody in, so this is a token from a sign-in at the same moment.
    const later = tokenOf(nina)
    expect(await look(later)).toMatchObject({ code: 'forbidden' })

    expect((await suspend(ada, nina, false)).body).toMatchObject({ suspended: false })
    expect(await look(later)).toHaveProperty('items')
    expect(await look(nina.token)).toMatchObject({ code: 'unauthenticated' })
  })

  test('of an admin ends the permissions and keeps the role', async () => {
    const eve = await asPerson('Eve', { role: 'admin' })
    expect((await suspend(ada, eve, true)).body).toMatchObject({ role: 'admin', suspended: true })
    expect((await api('GET', '/v1/users', undefined, eve)).status).toBe(401)
    expect(await accessOf(eve)).toMatchObject({ role: 'admin', suspended: true })
  })
})

describe('the last admin', () => {
  let bob: Person
  beforeEach(async () => {
    // With admins of other tests, nobody here would be the last admin.
    const otherAdmins = await activeAdmins()
    for (const doc of otherAdmins.docs) await doc.ref.update({ role: 'member' })
    ada = await asPerson('Ada', { role: 'admin' })
    bob = await asPerson('Bob', { role: 'admin' })
  })

  test('can neither step down nor suspend themselves', async () => {
    expect((await setRole(ada, bob, 'member')).status).toBe(200)
    for (const role of ['member', 'operator'] as const)
      expect(await setRole(ada, ada, role)).toMatchObject({ status: 409, body: { code: 'last-admin' } })
    expect(await suspend(ada, ada, true)).toMatchObject({ status: 409, body: { code: 'last-admin' } })
    expect(await accessOf(ada)).toEqual({ role: 'admin', suspended: false })
  })

  test('cannot step down while the only other admin is suspended', async () => {
    expect((await suspend(ada, bob, true)).status).toBe(200)
    expect((await setRole(ada, ada, 'member')).body).toMatchObject({ code: 'last-admin' })
    expect((await setRole(ada, bob, 'member')).status).toBe(200)
  })

  test.each(Array.from({ length: 8 }, (_, round) => round))(
    'remains when two admins demote or suspend each other at the same time (%i)',
    async (round) => {
      const answers = await Promise.all([
        setRole(ada, bob, 'member'),
        round % 2 ? suspend(bob, ada, true) : setRole(bob, ada, 'member'),
      ])
      expect((await activeAdmins()).size).toBe(1)
      const refusals = answers.filter(({ status }) => status !== 200)
      expect(refusals).toHaveLength(1)
      // The second admin may be refused before or after losing the role.
      expect(['last-admin', 'forbidden', 'unauthenticated']).toContain(
        (refusals[0]!.body as { code?: string }).code,
      )
    },
  )

  /** Two admins are demoted at once. Both decisions are made before either commit. */
  const demoteEachOther = async (keep: typeof requireAnotherAdmin) => {
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

  test('remains when both decisions are made before either commit', async () =>
    expect(await demoteEachOther(requireAnotherAdmin)).toEqual({
      outcomes: ['demoted', 'last-admin'],
      admins: 1,
    }))

  test('twin: without the guard document both are demoted, because counting does not see the other decision', async () => {
    const countingOnly: typeof requireAnotherAdmin = async (_batch, uid) => {
      const admins = await activeAdmins()
      if (admins.docs.every((doc) => doc.id === uid)) throw new Error('last-admin')
    }
    expect(await demoteEachOther(countingOnly)).toEqual({ outcomes: ['demoted', 'demoted'], admins: 0 })
  })

  test('leaves only the guard document behind', async () => {
    await setRole(ada, bob, 'member')
    expect((await db.collection('guards').get()).docs.map((doc) => doc.id)).toEqual(['admins'])
  })
})
