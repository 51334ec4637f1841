import { describe, expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { linksIn, waitForMail } from '../../testing/mail.ts'
import { asPerson, password, readMailedLinks, signIn, signUp, tokenOf, unique } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { newcomer } from '../../testing/world.ts'

const register = (body: unknown) => api<Profile>('POST', '/v1/auth/register', body)
const codeOf = (link: string) => new URL(link).searchParams.get('oobCode')
const readWelcome = (uid: string) =>
  waitUntil('the welcome', async () => (await documents.notifications(uid).doc('welcome').get()).data())

describe('signing up', () => {
  test('creates an account, a profile, a unique username and a welcome notice, and sends an e-mail to confirm the address', async () => {
    const nina = newcomer()
    const { status, body } = await register(nina)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      email: nina.email,
      emailVerified: false,
      username: nina.username,
      firstName: 'Nina',
      role: 'member',
    })
    expect((await documents.username(nina.username).get()).data()?.uid).toBe(body.uid)
    expect((await documents.access(body.uid).get()).data()).toEqual({ role: 'member', suspended: false })
    expect((await readWelcome(body.uid)).title).toContain('Nina')
    expect((await documents.person(body.uid).get()).data()?.state).toBe('active')

    const token = await signIn(nina.email)
    const me = await api<Profile>('GET', '/v1/me', undefined, { token })
    expect(me.body).toEqual({ ...body, createdAt: me.body.createdAt, updatedAt: me.body.updatedAt })
    expect((await api('POST', '/v1/events', {}, { token })).body.code).toBe('email-not-verified')

    const mail = await waitForMail(nina.email, 'Confirm')
    const [link] = await readMailedLinks(nina.email)
    expect(linksIn(mail)[0]).toContain(`/account/action?mode=verifyEmail&oobCode=${codeOf(link!)}`)
    await fetch(link!)
    const confirmed = await api<Profile>('GET', '/v1/me', undefined, { token: await signIn(nina.email) })
    expect(confirmed.body.emailVerified).toBe(true)
    expect((await documents.notifications(body.uid).get()).size).toBe(1)
  })

  test('one of ten simultaneous sign-ups with one username succeeds, and the others store nothing', async () => {
    const username = `wanted-${unique()}`
    const answers = await Promise.all(Array.from({ length: 10 }, () => register({ ...newcomer(), username })))
    const created = answers.filter(({ status }) => status === 201)
    expect(created).toHaveLength(1)
    expect(answers.filter(({ body }) => (body as { code?: string }).code === 'username-taken')).toHaveLength(
      9,
    )
    const people = await documents.people().where('username', '==', username).get()
    expect(people.docs.map((doc) => doc.id)).toEqual([created[0]!.body.uid])
  })

  test('of two simultaneous sign-ups with one address one succeeds, and the other username is free', async () => {
    const [ada, bo] = [newcomer(), newcomer()]
    const answers = await Promise.all([register(ada), register({ ...bo, email: ada.email })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const refusedReply = answers.find(({ status }) => status === 409)!
    expect(refusedReply.body).toMatchObject({ code: 'email-taken' })
    const left = await Promise.all([ada, bo].map(({ username }) => documents.username(username).get()))
    expect(left.filter((claim) => claim.exists)).toHaveLength(1)
    const people = await documents.people().where('username', 'in', [ada.username, bo.username]).get()
    expect(people.size).toBe(1)
    const record = await documents.activity(refusedReply.headers.get('x-request-id')!).get()
    expect(record.exists).toBe(false)
    await readWelcome(people.docs[0]!.id)
  })
})

describe('a username', () => {
  const readAvailability = async (name: string) =>
    (await api('GET', `/v1/usernames/${encodeURIComponent(name)}`)).body

  test('is available until a person takes it', async () => {
    const name = `free-${unique()}`
    expect(await readAvailability(name)).toEqual({ username: name, available: true })
    const taken = await asPerson('Nina')
    expect(await readAvailability(taken.username)).toEqual({
      username: taken.username,
      available: false,
      reason: 'taken',
    })
  })

  test.each([
    ['admin', 'reserved'],
    ['me', 'invalid'],
    ['Ada', 'invalid'],
    ['a/b', 'invalid'],
    ['аda', 'invalid'],
  ])('%s is %s', async (name, reason) =>
    expect(await readAvailability(name)).toEqual({ username: name, available: false, reason }),
  )
})

test.each([
  ['Labseat', 'Support'],
  ['Support', 'Team'],
  ['Lаbsеаt', 'Hilfe'],
])('nobody can sign up as %s %s, or take the name later', async (firstName, lastName) => {
  const body = { ...newcomer(), firstName, lastName }
  const refused = await api('POST', '/v1/auth/register', body)
  expect(refused.body).toMatchObject({ code: 'invalid-input', fields: [{ key: 'reservedName' }, {}] })
  const erik = await asPerson('Erik')
  expect((await api('PATCH', '/v1/me', { firstName, lastName }, erik)).body).toMatchObject({
    code: 'invalid-input',
  })
  const token = tokenOf({ uid: `claims-${unique()}` }, { name: `${firstName} ${lastName}` })
  const { body: profile } = await api<Profile>('GET', '/v1/me', undefined, { token })
  expect(profile).toMatchObject({
    firstName: 'New',
    lastName: 'member',
  })
})

describe('a person who signed up at Firebase directly', () => {
  test('gets one profile on the first read, also from simultaneous reads', async () => {
    const pia = await asPerson('Pia', { profile: false })
    expect((await api('GET', '/v1/me/events', undefined, pia)).body.code).toBe('profile-required')
    const looks = await Promise.all(
      Array.from({ length: 5 }, () => api<Profile>('GET', '/v1/me', undefined, pia)),
    )
    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(looks.map(({ body }) => body.username)).size).toBe(1)
    expect(looks[0]!.body).toMatchObject({
      uid: pia.uid,
      firstName: 'Pia',
      lastName: 'Labseat',
      role: 'member',
    })
    expect((await db.collection('usernames').where('uid', '==', pia.uid).get()).size).toBe(1)
    await readWelcome(pia.uid)
    expect((await api('GET', '/v1/me/events', undefined, pia)).status).toBe(200)
  })

  test('gets a placeholder name if the account has none', async () => {
    const token = tokenOf({ uid: `nameless-${unique()}` }, { name: undefined, email: undefined })
    const { body } = await api<Profile>('GET', '/v1/me', undefined, { token })
    expect(body).toMatchObject({ firstName: 'New', lastName: 'member', email: null })
  })
})

test('a change of a profile keeps the fields that it leaves out', async () => {
  const erik = await asPerson('Erik')
  const { body } = await api<Profile>('PATCH', '/v1/me', { lastName: '  Åström ' }, erik)
  expect(body).toMatchObject({ firstName: 'Erik', lastName: 'Åström', username: erik.username })
  expect(body.updatedAt > body.createdAt).toBe(true)
  expect((await api<Profile>('GET', '/v1/me', undefined, erik)).body).toEqual(body)
})

test('a person can sign in after signing up over the API and opening the link', async () => {
  const olga = await signUp('Olga')
  expect((await api<Profile>('GET', '/v1/me', undefined, olga)).body.emailVerified).toBe(true)
  await expect(signIn(olga.email, `${password}!`)).rejects.toThrow(/INVALID/)
})
