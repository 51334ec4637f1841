import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPublic, isReachable } from './reachable.ts'

let status = 200
let requestCount = 0
const server = createServer((_, response) => {
  requestCount++
  response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('x')
})
let port: number
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

test.each(['93.184.216.34', '8.8.8.8', '172.15.0.1', '2606:4700::1111'])('%s is on the internet', (address) =>
  expect(isPublic(address)).toBe(true),
)
test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:169.254.169.254',
  '::ffff:a00:1',
  'fd00::1',
  'fe80::1',
  'metadata.google.internal',
])('%s is not', (address) => expect(isPublic(address)).toBe(false))

test.each([
  [200, true],
  [302, true],
  [401, true],
  [500, false],
  [503, false],
])('a status of %i means %s', async (responseStatus, expected) => {
  status = responseStatus
  expect(await isReachable(`http://127.0.0.1:${port}/`, true)).toBe(expected)
})

test('a port without a server is not reachable', async () => {
  expect(await isReachable('http://127.0.0.1:1/', true)).toBe(false)
})

test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433'])(
  'http://%s gets no request',
  async (host) => {
    status = 200
    const countBefore = requestCount
    expect(await isReachable(`http://${host}:${port}/`)).toBe(false)
    expect(requestCount).toBe(countBefore)
  },
)
