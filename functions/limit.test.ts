import { expect, test } from 'vitest'
import type { Problem } from '../server/problem.ts'
import { addressOf, limitHere } from './limit.ts'

const from = (forwarded: string | undefined, hops: number) =>
  addressOf({ 'x-forwarded-for': forwarded }, '127.0.0.1', hops)

test.each([
  ['the client is the entry before the gateway', '203.0.113.7, 34.1.1.1', 2, '203.0.113.7'],
  [
    'what the client wrote itself does not count',
    '1.1.1.1, 2.2.2.2, 203.0.113.7, 34.1.1.1',
    2,
    '203.0.113.7',
  ],
  ['without a gateway it is the last entry', '1.1.1.1,203.0.113.7', 1, '203.0.113.7'],
  ['without any entry it is the connection', undefined, 2, '127.0.0.1'],
  ['addresses of one IPv6 subscriber are one', '2001:DB8:0:1:aaaa::7, 34.1.1.1', 2, '2001:db8:0:1'],
  ['however they are written', '2001:0db8::0001:0:0:0:8, 34.1.1.1', 2, '2001:db8:0:1'],
  ['and IPv4 in IPv6 is IPv4', '::ffff:203.0.113.7', 1, '203.0.113.7'],
])('%s', (_, forwarded, hops, address) => expect(from(forwarded, hops)).toBe(address))

test('counted in this instance, the third of two is refused and told when to come back', () => {
  const limit = { max: 2, seconds: 60 }
  const ask = (who: string) => limitHere('test', who, limit)
  ask('ada')
  ask('ada')
  ask('bob')
  expect(() => ask('ada')).toThrow(/try again in 30 seconds/)
  try {
    ask('ada')
  } catch (error) {
    expect((error as Problem).retryAfter).toBe(30)
  }
})
