import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { person } from '../contract/people.ts'
import { api } from '../testing/api.ts'
import { inHours, workshop } from '../testing/events.ts'
import { hostileText } from '../testing/hostile-text.ts'
import { asPerson, type Person, tokenOf, unique } from '../testing/people.ts'
import { windowsName } from '../testing/poison.ts'
import { documents } from './documents.ts'
import { readableData } from './readable.ts'

// The first text takes seconds to generate, in which the server would close the idle connections of a test.
fc.sample(hostileText(), 1)

let adam: Person
let olga: Person
beforeAll(async () => {
  ;[adam, olga] = await Promise.all([asPerson('Adam', { role: 'admin' }), asPerson('Olga')])
})

const check = (property: (text: string) => Promise<void>) =>
  fc.assert(fc.asyncProperty(hostileText(), property), { numRuns: 40, endOnFailure: true })

/** Either the text is refused with a problem, or it is stored and read back. */
const expectTakenOrRefused = ({ status, text }: { status: number; text: string }, taken: number) =>
  expect([taken, 400], text).toContain(status)

test.each([
  [windowsName, { firstName: 'Pat', lastName: 'O’Brien' }],
  ['𠮷田 太郎', { firstName: '𠮷田', lastName: '太郎' }],
  ['\ud800', { firstName: 'New', lastName: 'member' }],
])('the account name %j becomes a profile that everybody can read', async (name, names) => {
  const uid = `New-${unique()}`
  const token = tokenOf({ uid, email: `${uid}@labseat.test`, name })
  expect((await api('GET', '/v1/me', undefined, { token })).body).toMatchObject(names)
  const second = await api('GET', '/v1/me', undefined, { token })
  expect(second.status, second.text).toBe(200)
  expect(person.parse((await documents.person(uid).get()).data())).toMatchObject(names)
  expect((await api('GET', '/v1/users?limit=1', undefined, adam)).status).toBe(200)
})

describe('any text, as Firebase and browsers send it, can be read back', () => {
  test('as the name of an account at its first GET /v1/me', () =>
    check(async (name) => {
      const uid = `New-${unique()}`
      const token = tokenOf({ uid, email: `${uid}@labseat.test`, name })
      for (let turn = 0; turn < 2; turn++) {
        const { status, text } = await api('GET', '/v1/me', undefined, { token })
        expect(status, text).toBe(200)
      }
      expect(readableData(await documents.person(uid).get())).toBeDefined()
    }))

  test('as a changed first name', () =>
    check(async (firstName) => {
      expectTakenOrRefused(await api('PATCH', '/v1/me', { firstName }, olga), 200)
      expect((await api('GET', '/v1/me', undefined, olga)).status).toBe(200)
    }))

  test(
    'as the title, place, description and tag of an event',
    () =>
      check(async (text) => {
        for (const change of [
          { title: `${text} title` },
          { location: { kind: 'in-person', name: text } },
          { description: text },
          { tags: [text] },
        ]) {
          const created = await api('POST', '/v1/events', workshop({ state: 'draft', ...change }), olga)
          expectTakenOrRefused(created, 201)
          if (created.status !== 201) continue
          const path = `/v1/events/${created.body.id}`
          expect((await api('GET', path, undefined, olga)).status).toBe(200)
          const later = await api('PATCH', path, { startsAt: inHours(49) }, olga)
          expect(later.status, later.text).toBe(200)
          // A person has at most 100 drafts.
          expect((await api('DELETE', path, undefined, olga)).status).toBe(204)
        }
      }),
    180_000,
  )

  test('as a word of a search', () =>
    check(async (text) => {
      for (const path of ['/v1/events', '/v1/users']) {
        const query = new URLSearchParams({ query: text })
        expectTakenOrRefused(await api('GET', `${path}?${query}`, undefined, adam), 200)
      }
    }))

  test('as a username, which is refused', () =>
    check(async (text) => {
      const path = `/v1/usernames/${encodeURIComponent(text.toWellFormed())}`
      expect((await api('GET', path)).status).not.toBe(500)
      expect([200, 400, 409]).toContain(
        (await api('PUT', '/v1/me/username', { username: text }, olga)).status,
      )
    }))
})

test('a username that Firestore reserves is refused at once', async () => {
  const { status, body } = await api('PUT', '/v1/me/username', { username: '__x__' }, olga)
  expect({ status, body }).toMatchObject({
    status: 400,
    body: { code: 'invalid-input', fields: [{ path: 'username', key: 'usernameUnderscores' }] },
  })
  const free = await api('GET', '/v1/usernames/__x__')
  expect(free.body).toEqual({ username: '__x__', available: false, reason: 'invalid' })
})
