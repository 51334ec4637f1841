import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHub, type HubError, type HubTrouble, type LabProgress } from './hub.ts'

type Respond = (request: IncomingMessage, response: ServerResponse) => void
const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A program at the address of a hub, which answers each request in the same way. */
const listen = async (respond: Respond) => {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    respond(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lab/`
  return { hub: createHub({ url, token: 'secret', allowPrivate: true, timeoutMs: 300 }), requests, url }
}
const answerWith =
  (status: number, body: unknown, version: string | undefined = '5.2.1'): Respond =>
  (_request, response) =>
    response
      .writeHead(status, {
        'content-type': 'application/json',
        ...(version && { 'x-jupyterhub-version': version }),
      })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

const troubleOf = (work: Promise<unknown>): Promise<HubTrouble> =>
  work.then(
    () => {
      throw new Error('The call succeeded.')
    },
    (error: HubError) => error.trouble,
  )

test.each([
  ['an older version', 'outdated', answerWith(200, { name: 'ada', servers: {} }, '2.3.1')],
  ['a version that is no number', 'outdated', answerWith(200, {}, 'latest')],
  ['a program that is no JupyterHub', 'outdated', answerWith(200, '<html>Welcome</html>', '')],
  [
    'a token that it does not know',
    'token-refused',
    answerWith(403, { message: 'Missing or invalid credentials' }),
  ],
  ['too many servers', 'full', answerWith(429, { message: 'User server limit exceeded.' })],
  ['no such user', 'unknown-user', answerWith(404, { message: 'No such user' })],
  ['an error of the hub', 'failed', answerWith(500, { message: 'Unhandled error' })],
  ['another form', 'failed', answerWith(200, { user: 'ada' })],
  ['a page instead of JSON', 'failed', answerWith(200, '<html>')],
] as const)('%s is the trouble %s', async (_what, trouble, respond) => {
  const { hub } = await listen(respond)
  expect(await troubleOf(hub.readServer('ada'))).toBe(trouble)
})

test('a hub that does not answer in time is slow, and is not asked twice', async () => {
  const { hub, requests } = await listen(() => {})
  expect(await troubleOf(hub.readServer('ada'))).toBe('slow')
  expect(requests).toHaveLength(1)
})

test('a proxy without a hub behind it is asked again, and is down when nothing changes', async () => {
  const { hub, requests } = await listen(answerWith(503, 'Service Unavailable', ''))
  expect(await troubleOf(hub.readServer('ada'))).toBe('down')
  expect(requests).toHaveLength(3)
})

test('a hub that restarts is asked again', async () => {
  let requests = 0
  const { hub } = await listen((request, response) => {
    if (++requests === 1) request.socket.destroy()
    else answerWith(200, { name: 'ada', servers: {} })(request, response)
  })
  expect(await hub.readServer('ada')).toEqual({ state: 'none' })
})

test('an address in this machine’s network is refused for a hub in the cloud, before anything is sent', async () => {
  const { url, requests } = await listen(answerWith(200, { name: 'ada' }))
  const hub = createHub({ url, token: 'secret' })
  expect(await troubleOf(hub.readServer('ada'))).toBe('down')
  expect(
    await troubleOf(
      createHub({ url: url.replace('127.0.0.1', 'localhost'), token: 'secret' }).readServer('ada'),
    ),
  ).toBe('down')
  expect(requests).toEqual([])
})

test.each(["O'Brien", 'a/b', 'Ада', '..', 'a?b#c', '', 'a'.repeat(65)])(
  'nothing is sent for the name %s, which no pseudonym has',
  async (name) => {
    const { hub, requests } = await listen(answerWith(201, {}))
    const calls = [hub.ensureUser, hub.deleteUser, hub.startServer, hub.stopServer, hub.readServer]
    for (const call of calls) expect(await troubleOf(call(name))).toBe('unknown-user')
    expect(await troubleOf(hub.createAccessUrl(name, { seconds: 60 }))).toBe('unknown-user')
    expect(requests).toEqual([])
  },
)

test('a list is read page by page', async () => {
  const ready = { ready: true, pending: null, started: '2026-11-28T20:00:00Z', last_activity: null }
  const { hub, requests } = await listen((request, response) => {
    const isLast = request.url!.includes('offset=200')
    answerWith(200, {
      items: [
        {
          name: isLast ? 'b' : 'a',
          servers: { '': isLast ? { ...ready, ready: false, pending: 'spawn' } : ready },
        },
      ],
      _pagination: { next: isLast ? null : { offset: 200, limit: 200 } },
    })(request, response)
  })
  expect((await hub.listServers()).map(({ name, server }) => [name, server.state])).toEqual([
    ['a', 'running'],
    ['b', 'starting'],
  ])
  expect(requests).toHaveLength(2)
})

test('progress comes in order, also when an event arrives in two parts', async () => {
  const { hub } = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-jupyterhub-version': '5.2.1' })
    response.write('data: {"progress": 0, "message": "Server req')
    setImmediate(() => {
      response.write('uested"}\n\n\n\n')
      response.end('data: {"progress": 100, "failed": true, "message": "Spawn failed"}\n\n')
    })
  })
  const events: LabProgress[] = []
  for await (const event of hub.readProgress('ada', AbortSignal.timeout(5_000))) events.push(event)
  expect(events).toEqual([
    { state: 'starting', percent: 0, message: 'Server requested' },
    { state: 'failed', percent: 100, message: 'Spawn failed' },
  ])
})
