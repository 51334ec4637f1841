import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { register } from '../functions/index.ts'
import { createLogger, describeError } from './log.ts'

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
})
afterEach(() => vi.restoreAllMocks())
const last = () => JSON.parse(lines.at(-1)!)

const trace = '0af7651916cd43dd8448eb211c80319c'

describe('a line is what Cloud Logging reads', () => {
  test('with severity, message, time, and what belongs to every line of the request', () => {
    createLogger({}, { function: 'events-get', requestId: 'r1' })('WARNING', 'Slow.', { seconds: 3 })
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

  test.each(['DEBUG', 'INFO', 'NOTICE', 'WARNING', 'ERROR'] as const)('%s', (severity) => {
    createLogger()(severity, 'Something.')
    expect(last().severity).toBe(severity)
  })

  test.each([
    ['x-cloud-trace-context', `${trace}/1;o=1`],
    ['x-cloud-trace-context', trace],
    ['traceparent', `00-${trace}-b7ad6b7169203331-01`],
  ])('tied to the trace of %s: %s', (name, value) => {
    createLogger({ [name]: value })('INFO', 'Hello.')
    expect(last()['logging.googleapis.com/trace']).toBe(`projects/demo-labseat/traces/${trace}`)
  })

  test.each([
    ['x-cloud-trace-context', '../../projects/other/traces/x'],
    ['x-cloud-trace-context', 'short/1'],
    ['traceparent', '00-zzz-b7ad6b7169203331-01'],
  ])('and to none where %s is %s', (name, value) => {
    createLogger({ [name]: value })('INFO', 'Hello.')
    expect(lines[0]).not.toContain('trace')
  })

  test('an error is kept with its stack, whatever was thrown', () => {
    const error = Object.assign(new Error('ABORTED'), { code: 10 })
    expect(describeError(error)).toEqual({
      error: 'ABORTED',
      code: 10,
      stack: expect.stringContaining('log.test'),
    })
    expect(describeError('out of paper')).toEqual({ error: 'out of paper' })
  })
})

test('a refused request leaves one line, with its trace, request id and problem, and nothing of its body', async () => {
  await register('auth-register')
  const server = getTestServer('auth-register').listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/v1/auth/register`, {
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
    function: 'auth-register',
    problem: 'invalid-input',
    'logging.googleapis.com/trace': `projects/demo-labseat/traces/${trace}`,
  })
  expect(lines.join()).not.toMatch(/erik/)
})
