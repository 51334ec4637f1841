import { beforeAll, expect, test } from 'vitest'
import type { Client } from '../../contract/clients.ts'
import { maxClients } from '../../domain/clients.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { findInProvider } from '../../testing/oidc-client.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { registerClient } from '../../testing/sign-ins.ts'

let otto: Person
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
})

const input = (change: Record<string, unknown> = {}) => ({
  name: 'Forum',
  redirectUris: ['https://forum.labseat.test/callback'],
  audience: 'anyone',
  ...change,
})
const create = (change: Record<string, unknown>, by: Person = otto) =>
  api('POST', '/v1/clients', input(change), by)

test('a secret is in the responses that create it, and nowhere else', async () => {
  const client = await registerClient(otto)
  expect(client.secret).toMatch(/^[\w-]{43}$/)
  const answers = [
    await api('GET', `/v1/clients/${client.id}`, undefined, otto),
    await api('GET', '/v1/clients', undefined, otto),
    await api('PATCH', `/v1/clients/${client.id}`, { name: 'Renamed' }, otto),
  ]
  for (const { text, status } of answers) {
    expect(status).toBe(200)
    expect(text).not.toContain(client.secret)
    expect(text).not.toMatch(/secretHash|pseudonymKey/)
  }
  const { body } = await api('POST', `/v1/clients/${client.id}/rotate`, undefined, otto)
  expect(body.secret).not.toBe(client.secret)
  expect(await findInProvider(client.secret, body.secret)).toEqual([])
})

test.each([
  ['http://forum.labseat.test/callback'],
  ['http://localhost.evil.example/callback'],
  ['https://forum.labseat.test/callback#part'],
  ['https://forum.labseat.test/*'],
  ['https://user@forum.labseat.test/callback'],
  ['https://forum.labseat.test\\@evil.example/'],
  ['https://forum.labseat.test/a b'],
  ['javascript:alert(1)'],
  ['com.example.app:/callback'],
  ['/callback'],
  ['https://'],
  [`https://forum.labseat.test/${'a'.repeat(500)}`],
])('the redirect URI %s is refused', async (uri) => {
  const { status, body } = await create({ redirectUris: [uri] })
  expect([status, body.code]).toEqual([400, 'invalid-input'])
  expect(body.fields[0].path).toMatch(/^redirectUris/)
})

test.each([
  ['no redirect URI', { redirectUris: [] }],
  ['a redirect URI twice', { redirectUris: ['https://a.labseat.test/', 'https://a.labseat.test/'] }],
  [
    'eleven redirect URIs',
    { redirectUris: Array.from({ length: 11 }, (_, index) => `https://a.labseat.test/${index}`) },
  ],
  ['no event where its seat holders may sign in', { audience: 'event' }],
  ['an event where everybody may sign in', { eventId: 'some-event' }],
  ['an event that is not there', { audience: 'event', eventId: 'nowhere' }],
  ['a cluster', { clusterId: 'some-cluster' }],
  ['a secret', { secretHash: 'a'.repeat(64) }],
  ['an unknown audience', { audience: 'toString' }],
  ['a name that cannot be seen', { name: '\u2066' }],
])('%s is refused', async (_what, change) => {
  expect((await create(change)).body.code).toBe('invalid-input')
})

test('localhost may have http://, with a port', async () => {
  const redirectUris = [
    'http://localhost:8000/cb',
    'http://127.0.0.1/cb',
    'http://[::1]:9/cb',
    'http://hub.localhost/cb',
  ]
  expect((await create({ redirectUris })).body.redirectUris).toEqual(redirectUris)
})

test('an operator registers a client for an event that they organise, and for no other', async () => {
  const [mine, other] = await Promise.all([publishEvent(otto), publishEvent(await asPerson('Olga'))])
  const change = (eventId: string) => ({ audience: 'event', eventId })
  expect((await create(change(other.id))).body.code).toBe('invalid-input')
  const { body } = await create(change(mine.id))
  expect(body.eventId).toBe(mine.id)
  expect((await api('PATCH', `/v1/clients/${body.id}`, { eventId: other.id }, otto)).body.code).toBe(
    'invalid-input',
  )
  expect((await api('PATCH', `/v1/clients/${body.id}`, { audience: 'anyone' }, otto)).body.code).toBe(
    'invalid-input',
  )
})

test('another operator does not see a client, and an admin does', async () => {
  const client = await registerClient(otto)
  const [other, admin] = await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    asPerson('Adam', { role: 'admin' }),
  ])
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/rotate'],
    ['DELETE', ''],
  ] as const)
    expect((await api(method, `/v1/clients/${client.id}${path}`, undefined, other)).status).toBe(404)
  expect((await api<{ items: Client[] }>('GET', '/v1/clients', undefined, other)).body.items).toEqual([])
  expect((await api('GET', `/v1/clients/${client.id}`, undefined, admin)).status).toBe(200)
})

test('a person has a maximum number of clients', async () => {
  const busy = await asPerson('Otto', { role: 'operator' })
  for (let count = 0; count < maxClients; count += 1) await registerClient(busy)
  expect((await create({}, busy)).body.code).toBe('too-many-clients')
})
