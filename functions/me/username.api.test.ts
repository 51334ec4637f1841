import { expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { asPerson, type Person, unique } from '../../testing/people.ts'

const change = (person: Person, username: string) =>
  api<Profile & { code?: string }>('PUT', '/v1/me/username', { username }, person)
const namesOf = async (...people: Person[]) => {
  const uids = people.map(({ uid }) => uid)
  const claims = await db.collection('usernames').where('uid', 'in', uids).get()
  return claims.docs.map((doc) => doc.id).sort()
}

test('a new name is taken and the old one is free for somebody else', async () => {
  const [olga, erik] = await Promise.all([asPerson('Olga'), asPerson('Erik')])
  const newName = `olga-${unique()}`
  const { status, body, headers } = await change(olga, newName)
  expect(status).toBe(200)
  expect(body).toMatchObject({ uid: olga.uid, username: newName, firstName: 'Olga' })
  expect((await api<Profile>('GET', '/v1/me', undefined, olga)).body).toEqual(body)
  expect((await documents.activity(headers.get('x-request-id')!).get()).data()).toMatchObject({
    actorId: olga.uid,
    action: 'me-change-username',
    thing: `people/${olga.uid}`,
  })
  expect((await api('GET', `/v1/usernames/${olga.username}`)).body.available).toBe(true)
  expect((await change(erik, olga.username)).status).toBe(200)
  expect(await namesOf(olga, erik)).toEqual([newName, olga.username].sort())
})

test('the name one has may be asked for again', async () => {
  const olga = await asPerson('Olga')
  expect((await change(olga, olga.username)).status).toBe(200)
  expect(await namesOf(olga)).toEqual([olga.username])
})

test('ten people want one name at once: one gets it, and the others keep theirs', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, (_, index) => asPerson(`P${index}`)))
  const newName = `wanted-${unique()}`
  const answers = await Promise.all(people.map((person) => change(person, newName)))
  const winner = answers.findIndex(({ status }) => status === 200)
  expect(answers.map(({ body }) => body.code ?? 'got it').sort()).toEqual([
    'got it',
    ...Array(9).fill('username-taken'),
  ])
  expect((await documents.username(newName).get()).data()?.uid).toBe(people[winner]!.uid)
  const expected = people.map(({ username }, index) => (index === winner ? newName : username))
  expect(await namesOf(...people)).toEqual(expected.sort())
})

test('one person changes to five names at once: one of them stays, and no other is left behind', async () => {
  const olga = await asPerson('Olga')
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => change(olga, `olga-${unique()}`)))
  expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([])
  const { username } = (await documents.person(olga.uid).get()).data()!
  expect(await namesOf(olga)).toEqual([username])
})
