import { expect, test } from 'vitest'
import { Timestamp } from '../server/documents.ts'
import { createLogger } from '../server/log.ts'
import { api } from '../testing/api.ts'
import { publishes } from '../testing/events.ts'
import { asPerson, type Person, unique } from '../testing/people.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { newcomer } from '../testing/world.ts'
import { limitEverywhere, limitRef } from './limit.ts'

const log = createLogger()
const two = { max: 2, seconds: 60 }
const ask = (who: string, limit = two) =>
  limitEverywhere('test', who, limit, log).then(
    () => 'let through',
    (error: { code: string }) => error.code,
  )
/** An address that nobody else comes from, out of the range for documentation (RFC 3849). */
const somewhere = () => `2001:db8:${unique().slice(0, 4)}:${unique().slice(0, 4)}::1`
/** As if `who` had called until the bucket was empty. */
const emptyBucket = (what: string, who: string, seconds: number) =>
  limitRef(what, who).set({ expiresAt: Timestamp.fromMillis(Date.now() + seconds * 1000) })

test('fifty at once: as many get through as the limit says', async () => {
  const who = unique()
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(who, { max: 20, seconds: 3600 })))
  expect(answers.filter((answer) => answer === 'let through')).toHaveLength(20)
  expect(answers.filter((answer) => answer === 'rate-limited')).toHaveLength(30)
  expect(await ask(unique())).toBe('let through')
})

test('what other instances counted counts here too', async () => {
  const who = unique()
  await emptyBucket('test', who, 60)
  expect(await ask(who)).toBe('rate-limited')
})

test('a bucket that has filled up again is as good as none', async () => {
  const who = unique()
  await emptyBucket('test', who, -1)
  expect([await ask(who), await ask(who), await ask(who)]).toEqual([
    'let through',
    'let through',
    'rate-limited',
  ])
})

test('who is counted can’t be read from what is kept', async () => {
  const email = `${unique()}@labseat.test`
  await ask(email)
  const stored = await limitRef('test', email).get()
  expect(Object.keys(stored.data()!)).toEqual(['expiresAt'])
  expect(stored.id).toMatch(/^[0-9a-f]{64}$/)
})

test('who can’t be counted is let through', async () => {
  const who = unique()
  await limitRef('test', who).set({ expiresAt: 'a text, which is no moment' })
  expect([await ask(who), await ask(who), await ask(who)]).toEqual(Array(3).fill('let through'))
})

test.each([
  [
    'auth-register',
    600,
    (headers: Record<string, string>) => api('POST', '/v1/auth/register', newcomer(), undefined, headers),
  ],
  [
    'usernames-get',
    60,
    (headers: Record<string, string>) =>
      api('GET', `/v1/usernames/free-${unique()}`, undefined, undefined, headers),
  ],
] as const)(
  '%s refuses an address that called too often, and says when to come back',
  async (id, seconds, call) => {
    const address = somewhere()
    // Somebody else's entry on the left doesn't help.
    const headers = { 'x-forwarded-for': `${somewhere()}, ${address}` }
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
    expect(body.detail).toMatch(/Nothing was changed: try again in \d+ second/)
    expect((await call({ 'x-forwarded-for': somewhere() })).status).toBeLessThan(300)
  },
)

test('a person who asks for seats without end is refused; everybody else at their address is not', async () => {
  const [ada, bob] = await Promise.all([asPerson('Ada'), asPerson('Bob')])
  const event = await publishes(ada)
  const asks = (person: Person, eventId: string) =>
    api('POST', `/v1/events/${eventId}/registrations`, undefined, person)
  const refusals = async () =>
    (await Promise.all(Array.from({ length: 200 }, () => asks(ada, 'nowhere')))).filter(
      ({ status }) => status === 429,
    )
  const refused = await waitUntil('a refusal', async () => (await refusals())[0], 50)
  expect(refused.body.code).toBe('rate-limited')
  expect(refused.headers.get('retry-after')).toBe('1')
  expect((await asks(bob, event.id)).status).toBe(202)
})
