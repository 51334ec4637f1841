import { describe, expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { linksIn, mailAbout } from '../../testing/mail.ts'
import { asPerson, mailedLinks, password, signIn, signUp, tokenOf, unique } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { newcomer } from '../../testing/world.ts'

const register = (body: unknown) => api<Profile>('POST', '/v1/auth/register', body)
const codeOf = (link: string) => new URL(link).searchParams.get('oobCode')
const readWelcome = (uid: string) =>
  waitUntil('the welcome', async () => (await documents.notifications(uid).doc('welcome').get()).data())

describe('signing up', () => {
  test('gives an account, a profile, a name nobody else has, an e-mail to confirm and a welcome', async () => {
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

    const mail = await mailAbout(nina.email, 'Confirm')
    const [link] = await mailedLinks(nina.email)
    expect(linksIn(mail)[0]).toContain(`/account/action?mode=verifyEmail&oobCode=${codeOf(link!)}`)
    await fetch(link!)
    const confirmed = await api<Profile>('GET', '/v1/me', undefined, { token: await signIn(nina.email) })
    expect(confirmed.body.emailVerified).toBe(true)
    expect((await documents.notifications(body.uid).get()).size).toBe(1)
  })

  test('ten people want one name at once: one gets it, and the others leave nothing behind', async () => {
    const username = `wanted-${unique()}`
    const answers = await Promise.all(Array.from({ length: 10 }, () => register({ ...newcomer(), username })))
    const won = answers.filter(({ status }) => status === 201)
    expect(won).toHaveLength(1)
    expect(answers.filter(({ body }) => (body as { code?: string }).code === 'username-taken')).toHaveLength(
      9,
    )
    const people = await documents.people().where('username', '==', username).get()
    expect(people.docs.map((doc) => doc.id)).toEqual([won[0]!.body.uid])
  })

  test('one address at once in two hands: one account, and the other name is free again', async () => {
    const [ada, bo] = [newcomer(), newcomer()]
    const answers = await Promise.all([register(ada), register({ ...bo, email: ada.email })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const lost = answers.find(({ status }) => status === 409)!
    expect(lost.body).toMatchObject({ code: 'email-taken' })
    const left = await Promise.all([ada, bo].map(({ username }) => documents.username(username).get()))
    expect(left.filter((claim) => claim.exists)).toHaveLength(1)
    const people = await documents.people().where('username', 'in', [ada.username, bo.username]).get()
    expect(people.size).toBe(1)
    const record = await documents.activity(lost.headers.get('x-request-id')!).get()
    expect(record.exists).toBe(false)
    await readWelcome(people.docs[0]!.id)
  })
})

describe('a username', () => {
  const ask = async (name: string) => (await api('GET', `/v1/usernames/${encodeURIComponent(name)}`)).body

  test('is free until somebody has it', async () => {
    const name = `free-${unique()}`
    expect(await ask(name)).toEqual({ username: name, available: true })
    const taken = await asPerson('Nina')
    expect(await ask(taken.username)).toEqual({ username: taken.username, available: false, reason: 'taken' })
  })

  test.each([
    ['admin', 'reserved'],
    ['me', 'invalid'],
    ['Ada', 'invalid'],
    ['a/b', 'invalid'],
    ['аda', 'invalid'],
  ])('%s is %s', async (name, reason) =>
    expect(await ask(name)).toEqual({ username: name, available: false, reason }),
  )
})

describe('who signed up at Firebase directly', () => {
  test('gets a profile on first looking, once, and can go on', async () => {
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

  test('without a name is called something', async () => {
    const token = tokenOf({ uid: `nameless-${unique()}` }, { name: undefined, email: undefined })
    const { body } = await api<Profile>('GET', '/v1/me', undefined, { token })
    expect(body).toMatchObject({ firstName: 'New', lastName: 'member', email: null })
  })
})

test('a profile is changed by its person, and what is not said stays', async () => {
  const erik = await asPerson('Erik')
  const { body } = await api<Profile>('PATCH', '/v1/me', { lastName: '  Åström ' }, erik)
  expect(body).toMatchObject({ firstName: 'Erik', lastName: 'Åström', username: erik.username })
  expect(body.updatedAt > body.createdAt).toBe(true)
  expect((await api<Profile>('GET', '/v1/me', undefined, erik)).body).toEqual(body)
})

test('sign-up over the API and signing in is all it takes', async () => {
  const olga = await signUp('Olga')
  expect((await api<Profile>('GET', '/v1/me', undefined, olga)).body.emailVerified).toBe(true)
  await expect(signIn(olga.email, `${password}!`)).rejects.toThrow(/INVALID/)
})
