import { expect, test, vi } from 'vitest'
import { limits } from '../contract/limits.ts'
import { Timestamp } from '../server/documents.ts'
import { createLogger } from '../server/log.ts'
import { countEverywhere, limitRef } from '../server/rate-limit.ts'
import { api } from '../testing/api.ts'
import { publishEvent } from '../testing/events.ts'
import { asPerson, type Person, unique } from '../testing/people.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { newcomer } from '../testing/world.ts'

const log = createLogger()
const twoPerMinute = { max: 2, seconds: 60 }
const tryCall = async (who: string, limit = twoPerMinute) =>
  (await countEverywhere('test', who, limit, log)) === 0 ? 'let through' : 'rate-limited'
/** An address that no other test uses, from the range for documentation (RFC 3849). */
const newAddress = () => `2001:db8:${unique().slice(0, 4)}:${unique().slice(0, 4)}::1`
/** Stores the state that remains after `who` has used up the limit. */
const emptyBucket = (what: string, who: string, seconds: number) =>
  limitRef(what, who).set({ expiresAt: Timestamp.fromMillis(Date.now() + seconds * 1000) })

test('of fifty simultaneous calls exactly as many pass as the limit allows, and they share a few writes', async () => {
  const who = unique()
  const ref = limitRef('test', who)
  const writes = (['create', 'update'] as const).map((method) =>
    vi.spyOn(Object.getPrototypeOf(ref) as typeof ref, method),
  )
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => tryCall(who, { max: 20, seconds: 3600 })),
  )
  expect(answers.filter((answer) => answer === 'let through')).toHaveLength(20)
  expect(answers.filter((answer) => answer === 'rate-limited')).toHaveLength(30)
  expect(writes.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(5)
  for (const write of writes) write.mockRestore()
  expect(await tryCall(unique())).toBe('let through')
})

test('calls at other instances count too', async () => {
  const who = unique()
  await emptyBucket('test', who, 60)
  expect(await tryCall(who)).toBe('rate-limited')
})

test('a caller whose wait is over has the whole limit again', async () => {
  const who = unique()
  await emptyBucket('test', who, -1)
  expect([await tryCall(who), await tryCall(who), await tryCall(who)]).toEqual([
    'let through',
    'let through',
    'rate-limited',
  ])
})

test('the stored limit does not contain the caller’s address or id', async () => {
  const email = `${unique()}@labseat.test`
  await tryCall(email)
  const stored = await limitRef('test', email).get()
  expect(Object.keys(stored.data()!)).toEqual(['expiresAt'])
  expect(stored.id).toMatch(/^[0-9a-f]{64}$/)
})

test('a call passes if its stored limit cannot be read', async () => {
  const who = unique()
  await limitRef('test', who).set({ expiresAt: 'not a time' })
  expect([await tryCall(who), await tryCall(who), await tryCall(who)]).toEqual(Array(3).fill('let through'))
})

test.each([
  [
    'auth-register',
    limits.signUp.address.seconds,
    (headers: Record<string, string>) => api('POST', '/v1/auth/register', newcomer(), undefined, headers),
  ],
  [
    'usernames-get',
    limits.lookUp.address.seconds,
    (headers: Record<string, string>) =>
      api('GET', `/v1/usernames/free-${unique()}`, undefined, undefined, headers),
  ],
] as const)(
  '%s refuses an address that called too often, and says when to retry',
  async (id, seconds, call) => {
    const address = newAddress()
    // The client writes the entries on the left itself, so they do not count.
    const headers = { 'x-forwarded-for': `${newAddress()}, ${address}` }
    expect((await call(headers)).status).toBeLessThan(300)
    await emptyBucket(
      id,
      address
        .split(':')
        .slice(0, 4)
        .join(':')
        .replace(/:0+(?=.)/g, ':'),
      seconds + 1,
    )
    const { status, body, headers: answered } = await call(headers)
    expect({ status, code: body.code }).toEqual({ status: 429, code: 'rate-limited' })
    expect(Number(answered.get('retry-after'))).toBeGreaterThan(0)
    expect(body.detail).toMatch(/Nothing was changed. Try again in \d+ second/)
    expect((await call({ 'x-forwarded-for': newAddress() })).status).toBeLessThan(300)
  },
)

test('a person who requests too many seats is refused; other people at the same address are not', async () => {
  const [ada, bob] = await Promise.all([asPerson('Ada'), asPerson('Bob')])
  const event = await publishEvent(ada)
  const requestSeat = (person: Person, eventId: string) =>
    api('POST', `/v1/events/${eventId}/registrations`, undefined, person)
  const refusals = async () =>
    (await Promise.all(Array.from({ length: 200 }, () => requestSeat(ada, 'nowhere')))).filter(
      ({ status }) => status === 429,
    )
  const refused = await waitUntil('a refusal', async () => (await refusals())[0], 50)
  expect(refused.body.code).toBe('rate-limited')
  expect(refused.headers.get('retry-after')).toBe('1')
  expect((await requestSeat(bob, event.id)).status).toBe(202)
})

test('a person over the limit of an expensive call is refused at every instance, before the body is read', async () => {
  const [ada, bob] = await Promise.all([asPerson('Ada'), asPerson('Bob')])
  await emptyBucket('me-set-avatar by person', ada.uid, limits.expensive.person.seconds + 1)
  const setPicture = (person: Person) => api('PUT', '/v1/me/avatar', { not: 'a picture' }, person)
  expect((await setPicture(ada)).body.code).toBe('rate-limited')
  expect((await setPicture(bob)).body.code).toBe('invalid-input')
})

test('an address over its limit is refused before its body is read', async () => {
  const address = `203.0.113.${Number.parseInt(unique().slice(0, 2), 16) || 7}`
  await emptyBucket('auth-register', address, limits.signUp.address.seconds + 1)
  const register = (from: string) =>
    api('POST', '/v1/auth/register', { no: 'fields' }, undefined, { 'x-forwarded-for': from })
  expect((await register(address)).body.code).toBe('rate-limited')
  expect((await register(newAddress())).body.code).toBe('invalid-input')
})
