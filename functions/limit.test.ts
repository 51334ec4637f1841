import { expect, test } from 'vitest'
import { type Limit, limits } from '../contract/limits.ts'
import type { Operation } from '../contract/operation.ts'
import { config } from '../server/config.ts'
import type { Problem } from '../server/problem.ts'
import { instanceCounter } from '../server/rate-limit.ts'
import { addressOf, limitAddress, limitPerson } from './limit.ts'

const inCloud = (headers: Record<string, string | string[]>) => addressOf(headers, '169.254.1.1', false)
const locally = (forwarded: string | undefined) =>
  addressOf({ 'x-forwarded-for': forwarded }, '127.0.0.1', true)

test.each([
  ['the gateway states the client', '203.0.113.7', '203.0.113.7'],
  ['IPv6 addresses of one subscriber count as one', '2001:DB8:0:1:aaaa::7', '2001:db8:0:1'],
  ['IPv6 addresses may have leading zeros', '2001:0db8::0001:0:0:0:8', '2001:db8:0:1'],
  ['an IPv4 address inside IPv6 counts as IPv4', '::ffff:203.0.113.7', '203.0.113.7'],
])('%s', (_, stated, address) => expect(inCloud({ 'x-labseat-client': stated })).toBe(address))

test('in the cloud, headers that a client can write do not count', () => {
  const forged = { 'x-forwarded-for': '1.1.1.1, 2.2.2.2', 'x-real-ip': '3.3.3.3', forwarded: 'for=4.4.4.4' }
  expect(inCloud({ ...forged, 'x-labseat-client': '203.0.113.7' })).toBe('203.0.113.7')
  expect(inCloud(forged)).toBeUndefined()
})

test.each(['', '-', 'unknown', '203.0.113.7:443', '203.0.113.7, 1.1.1.1', 'a'.repeat(5000)])(
  'a header of the gateway without an address (%#) does not count',
  (stated) => expect(inCloud({ 'x-labseat-client': stated })).toBeUndefined(),
)

test.each([
  ['the last entry', '1.1.1.1,203.0.113.7', '203.0.113.7'],
  ['the connection without any entry', undefined, '127.0.0.1'],
])('locally the address is %s', (_, forwarded, address) => expect(locally(forwarded)).toBe(address))

const declareLimit = (limit: Operation['limit'], id = limit) => ({ id, limit }) as Operation
const log = () => {}
/** @returns the problem of the first refused call */
const callUntilRefused = async (
  call: () => Promise<void>,
  maxCalls: number,
): Promise<Problem | undefined> => {
  for (let calls = 0; calls < maxCalls; calls++) {
    const refused = await call().then(
      () => undefined,
      (error: Problem) => error,
    )
    if (refused) return refused
  }
  return undefined
}

test('without an address from the gateway, a limit that protects other people lets calls through and logs an error', async () => {
  const logged: string[] = []
  const call = () => limitAddress(declareLimit('signUp'), undefined, (severity) => logged.push(severity))
  await call()
  await call()
  expect(logged).toEqual(['ERROR', 'ERROR'])
})

/** How many calls pass at once. The environment of the tests multiplies limits. */
const countAtOnce = ({ max }: Limit) => max * config.limitFactor

test('a person who calls too often is refused, and other people at the same address are not', async () => {
  const seat = declareLimit('seat')
  const call = () => limitPerson(seat, 'ada', log)
  const refused = await callUntilRefused(call, 2 * countAtOnce(limits.seat.person))
  expect(refused).toMatchObject({ code: 'rate-limited', retryAfter: 1 })
  expect(refused?.message).toMatch(/You did this too often.*Try again in 1 second\./)
  await limitPerson(seat, 'bob', log)
  await limitPerson(declareLimit('seat', 'read'), 'ada', log)
})

test('an address that calls too often is refused, and other addresses are not', async () => {
  const expensive = declareLimit('expensive')
  const call = () => limitAddress(expensive, '203.0.113.7', log)
  const refused = await callUntilRefused(call, 2 * countAtOnce(limits.expensive.address))
  expect(refused).toMatchObject({ code: 'rate-limited', retryAfter: 1 })
  expect(refused?.message).toContain('Your network address')
  await limitAddress(expensive, '203.0.113.8', log)
})

test('five hundred people at one address can sign up, look around and request seats at once', () => {
  const passAtOnce = { signUp: 1, lookUp: 3, seat: 5, read: 10, write: 5 } as const
  for (const [name, callsEach] of Object.entries(passAtOnce))
    expect(limits[name as keyof typeof passAtOnce].address.max).toBeGreaterThanOrEqual(500 * callsEach)
})

test('counts in an instance take a bounded memory, and forget the key that was counted first', () => {
  const counter = instanceCounter()
  const once = { max: 1, seconds: 3600 }
  expect(counter.take('test', 'ada', once)).toBe(0)
  expect(counter.take('test', 'ada', once)).toBeGreaterThan(0)
  for (let index = 0; index < 20_000; index++) counter.take('test', `other ${index}`, once)
  expect(counter.take('test', 'other 19999', once)).toBeGreaterThan(0)
  expect(counter.take('test', 'ada', once)).toBe(0)
})
