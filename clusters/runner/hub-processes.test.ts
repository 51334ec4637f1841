import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitUntil } from '../../testing/wait-until.ts'
import { endHubs, findHubProcesses, hubVariable } from './hub-processes.ts'

let hubs: string
beforeEach(() => {
  hubs = mkdtempSync(join(tmpdir(), 'labseat-hubs-'))
})
afterEach(async () => {
  await endHubs(hubs, 0)
  rmSync(hubs, { recursive: true })
})

const start = (name: string, script: string) =>
  spawn('sh', ['-c', script], {
    env: { PATH: process.env.PATH, [hubVariable]: join(hubs, name) },
    stdio: 'ignore',
    detached: true,
  })

test('a process whose parent has ended is found and ended, and another hub goes on', async () => {
  const parent = start('c1', 'sleep 600 & exit 0')
  await new Promise((resolve) => parent.once('exit', resolve))
  // c10 begins with c1.
  start('c10', 'exec sleep 600')
  await waitUntil('both run', () => findHubProcesses(hubs).length >= 2)
  const ofOther = findHubProcesses(join(hubs, 'c10'))
  expect(findHubProcesses(join(hubs, 'c1'))).toHaveLength(1)

  await endHubs(join(hubs, 'c1'))
  expect(findHubProcesses(join(hubs, 'c1'))).toEqual([])
  expect(findHubProcesses(hubs)).toEqual(ofOther)
  await endHubs(hubs)
  expect(findHubProcesses(hubs)).toEqual([])
})

test('a process that ignores SIGTERM is killed', async () => {
  start('c1', 'trap "" TERM; echo; while true; do sleep 1; done')
  await waitUntil('it sleeps', () => findHubProcesses(hubs).length >= 2)
  await endHubs(hubs, 200)
  expect(findHubProcesses(hubs)).toEqual([])
})
