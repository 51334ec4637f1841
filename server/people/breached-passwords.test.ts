import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { Log } from '../log.ts'
import { isBreached } from './breached-passwords.ts'

const leaked = 'correct horse battery staple'
const digestOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase()
const lineOf = (password: string, count: number) => `${digestOf(password).slice(5)}:${count}`

/** Stands for the service. @returns what it got */
const serve = async (answer: (response: ServerResponse) => void) => {
  const calls: { path: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer((request, response) => {
    calls.push({ path: request.url ?? '', headers: request.headers })
    answer(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    [Symbol.dispose]: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
const recordLog = () => {
  const lines: string[] = []
  const log: Log = (severity, message, fields) => lines.push(JSON.stringify([severity, message, fields]))
  return { lines, log }
}

test('only five digits of the digest leave the process, and padding is asked for', async () => {
  using service = await serve((response) => response.end(`${lineOf('other', 3)}\r\n${lineOf(leaked, 12)}`))
  const { lines, log } = recordLog()
  expect(await isBreached(leaked, log, service.url)).toBe(true)
  expect(service.calls.map(({ path }) => path)).toEqual([`/range/${digestOf(leaked).slice(0, 5)}`])
  expect(service.calls[0]!.headers).toMatchObject({ 'add-padding': 'true' })
  expect(JSON.stringify(service.calls)).not.toContain(leaked)
  expect(lines).toEqual([])
})

test('a password that is missing, or stands there as padding only, is not leaked', async () => {
  using service = await serve((response) => response.end(`${lineOf('other', 3)}\r\n${lineOf(leaked, 0)}\r\n`))
  const { lines, log } = recordLog()
  expect(await isBreached(leaked, log, service.url)).toBe(false)
  expect(await isBreached('another one', log, service.url)).toBe(false)
  expect(lines).toEqual([])
})

test.each<[string, (response: ServerResponse) => void]>([
  ['fails', (response) => response.writeHead(503).end()],
  [
    'sends people elsewhere',
    (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  ],
  ['hangs up', (response) => response.destroy()],
  ['never answers', () => {}],
])('a service that %s lets the password pass, and the log says so', async (_, answer) => {
  using service = await serve(answer)
  const { lines, log } = recordLog()
  expect(await isBreached(leaked, log, service.url)).toBe(false)
  expect(lines.join()).toContain('could not be looked up')
  expect(lines.join()).not.toContain(leaked)
  expect(lines.join()).not.toContain(digestOf(leaked))
})

test('without a service nothing is looked up', async () => {
  const { lines, log } = recordLog()
  expect(await isBreached(leaked, log, undefined)).toBe(false)
  expect(lines).toEqual([])
})
