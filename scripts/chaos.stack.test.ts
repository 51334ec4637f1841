import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

/** The short form of `npm run chaos`. On a quiet machine this seed kills functions and Pub/Sub two times each. */
test('nothing is lost or oversold while functions and Pub/Sub are killed, with foreign locks and poisoned documents', {
  timeout: 280_000,
}, async () => {
  const args = ['scripts/chaos.ts', '--seconds', '40', '--per-second', '2', '--quick', '--seed', '11']
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  console.log(output)
  expect(output).toMatch(/[1-9] × (functions|Pub\/Sub)/)
  expect(output).toContain('0 registrations lost or not settled')
  expect(output).toContain('0 events with wrong or oversold seats')
  expect(output).toContain('0 people with a lost e-mail')
  expect(code).toBe(0)
})
