import { expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { asPerson, type Person, unique } from '../../testing/people.ts'

const changeUsername = (person: Person, username: string) =>
  api<Profile & { code?: string }>('PUT', '/v1/me/username', { username }, person)
const namesOf = async (...people: Person[]) => {
  const uids = people.map(({ uid }) => uid)
  const claims = await db.collection('usernames').where('uid', 'in', uids).get()
  return claims.docs.map((doc) => doc.id).sort()
}

test('a changed username frees the old one for another person', async () => {
  const [olga, erik] = await Promise.all([asPerson('Olga'), asPerson('Erik')])
  const newName = `olga-${unique()}`
  const { status, body, headers } = await changeUsername(olga, newName)
  expect(status).toBe(200)
  expect(body).toMatchObject({ uid: olga.uid, username: newName, firstName: 'Olga' })
  expect((await api<Profile>('GET', '/v1/me', undefined, olga)).body).toEqual(body)
  expect((await documents.activity(headers.get('x-request-id')!).get()).data()).toMatchObject({
    actorId: olga.uid,
    action: 'me-change-username',
    thing: `people/${olga.uid}`,
  })
  expect((await api('GET', `/v1/usernames/${olga.username}`)).body.available).toBe(true)
  expect((await changeUsername(erik, olga.username)).status).toBe(200)
  expect(await namesOf(olga, erik)).toEqual([newName, olga.username].sort())
})

test.each(['admin_', 'support-team', 'labseat-support', 'adm1n', 'support-24'])(
  'the username %s is for the people who run Labseat',
  async (name) => {
    const olga = await asPerson('Olga')
    expect((await changeUsername(olga, name)).body.code).toBe('username-taken')
    expect((await api('GET', `/v1/usernames/${name}`)).body).toMatchObject({
      available: false,
      reason: 'reserved',
    })
    expect(await namesOf(olga)).toEqual([olga.username])
  },
)

test('a change to the present username succeeds', async () => {
  const olga = await asPerson('Olga')
  expect((await changeUsername(olga, olga.username)).status).toBe(200)
  expect(await namesOf(olga)).toEqual([olga.username])
})

test('one of ten simultaneous changes to one username succeeds, and the other people keep theirs', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, (_, index) => asPerson(`P${index}`)))
  const newName = `wanted-${unique()}`
  const answers = await Promise.all(people.map((person) => changeUsername(person, newName)))
  const winner = answers.findIndex(({ status }) => status === 200)
  expect(answers.map(({ body }) => body.code ?? 'got it').sort()).toEqual([
    'got it',
    ...Array(9).fill('username-taken'),
  ])
  expect((await documents.username(newName).get()).data()?.uid).toBe(people[winner]!.uid)
  const expected = people.map(({ username }, index) => (index === winner ? newName : username))
  expect(await namesOf(...people)).toEqual(expected.sort())
})

test('after five simultaneous changes a person has exactly one username', async () => {
  const olga = await asPerson('Olga')
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => changeUsername(olga, `olga-${unique()}`)))
  expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([])
  const { username } = (await documents.person(olga.uid).get()).data()!
  expect(await namesOf(olga)).toEqual([username])
})
