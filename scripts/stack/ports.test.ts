import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { assertPortsFree, isFree, portsOf, stackNames } from './ports.ts'

async function listening(host: string) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen({ port: 0, host }, resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return {
    port: address.port,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  }
}

test.each(['127.0.0.1', '0.0.0.0', '::1', '::'])('a port in use on %s is not free', async (host) => {
  await using held = await listening(host)
  expect(await isFree(held.port)).toBe(false)
})

test('a busy port is explained by its number, its use and the process that holds it', async () => {
  await using held = await listening('127.0.0.1')
  const attempt = assertPortsFree({ api: held.port })
  await expect(attempt).rejects.toThrow(`${held.port}, wanted for api, is held by `)
  await expect(attempt).rejects.toThrow(`(pid ${process.pid})`)
})

test('stacks share no port, except dev, which stands in for start', () => {
  const ports = stackNames.filter((name) => name !== 'dev').flatMap((name) => Object.values(portsOf(name)))
  expect(new Set(ports).size).toBe(ports.length)
})
