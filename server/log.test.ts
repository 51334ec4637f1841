import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { register } from '../functions/index.ts'
import { createLogger, describeError } from './log.ts'
import { continueTrace, inTrace } from './trace.ts'

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
})
afterEach(() => vi.restoreAllMocks())
const last = () => JSON.parse(lines.at(-1)!)

const trace = '0af7651916cd43dd8448eb211c80319c'

describe('a log line', () => {
  test('has the severity, message, time and the fields of its request, as Cloud Logging expects', () => {
    createLogger({ function: 'events-get', requestId: 'r1' })('WARNING', 'Slow.', { seconds: 3 })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain('\n')
    expect(last()).toEqual({
      severity: 'WARNING',
      message: 'Slow.',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      function: 'events-get',
      requestId: 'r1',
      seconds: 3,
    })
  })

  test.each(['DEBUG', 'INFO', 'NOTICE', 'WARNING', 'ERROR'] as const)(
    'can have the severity %s',
    (severity) => {
      createLogger()(severity, 'Something.')
      expect(last().severity).toBe(severity)
    },
  )

  test('has the current trace, also if the logger is older', async () => {
    const log = createLogger()
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` }
    await inTrace(continueTrace(headers), { name: 'test', kind: 'server' }, async () => log('INFO', 'Hello.'))
    expect(last()['logging.googleapis.com/trace']).toBe(`projects/demo-labseat/traces/${trace}`)
    log('INFO', 'Hello.')
    expect(lines.at(-1)).not.toContain('trace')
  })

  test('describes an error with its stack, and any other thrown value as text', () => {
    const error = Object.assign(new Error('ABORTED'), { code: 10 })
    expect(describeError(error)).toEqual({
      error: 'ABORTED',
      code: 10,
      stack: expect.stringContaining('log.test'),
    })
    expect(describeError('out of paper')).toEqual({ error: 'out of paper' })
  })
})

test('a refused request writes one line with its trace, request id and problem, and without its body', async () => {
  // Its limit is counted in the instance, so the test needs no Firestore.
  await register('mail-unsubscribe')
  const server = getTestServer('mail-unsubscribe').listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/v1/mail/unsubscribe?token=eriks-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-cloud-trace-context': `${trace}/7;o=1` },
    body: JSON.stringify({ email: 'erik@labseat.test', password: 'erik’s own secret' }),
  })
  server.close()
  const { requestId } = (await response.json()) as { requestId: string }
  const written = lines.filter((line) => line.includes(requestId))
  expect(written).toHaveLength(1)
  expect(JSON.parse(written[0]!)).toMatchObject({
    severity: 'INFO',
    message: 'Request refused',
    function: 'mail-unsubscribe',
    problem: 'invalid-input',
    'logging.googleapis.com/trace': `projects/demo-labseat/traces/${trace}`,
  })
  expect(lines.join()).not.toMatch(/erik/)
})
