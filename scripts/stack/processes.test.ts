import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isRunning, processes } from './process-table.ts'
import { type Part, pause, startPart } from './processes.ts'

const isAlive = (pid: number) => processes().has(pid)

/** Starts a child in a separate process group, as firebase-tools does with Java, and prints its pid. */
const parent = `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
  console.log(child.pid)
`
const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
afterAll(() => rmSync(folder, { recursive: true }))

function start(name: string, script: string): Part {
  return startPart(name, process.execPath, ['-e', script], { log: join(folder, `${name}.log`) })
}

async function grandchildOf(part: Part): Promise<number> {
  for (;;) {
    const pid = Number(readFileSync(part.log, 'utf8'))
    if (pid) return pid
    await pause(20)
  }
}

test('stopping a part ends its processes in other groups', async () => {
  const part = start('alive', `${parent}; setInterval(() => {}, 1000)`)
  const grandchild = await grandchildOf(part)
  expect(isAlive(grandchild)).toBe(true)
  await part.stop()
  expect(isAlive(grandchild)).toBe(false)
  expect(await part.ended).toBe('killed by SIGTERM')
})

test('stopping a part that has died ends its processes in other groups', async () => {
  const part = start('dead', `${parent}; setInterval(() => {}, 1000)`)
  const grandchild = await grandchildOf(part)
  const [top] = part.family()
  process.kill(top!.pid, 'SIGKILL')
  expect(await part.ended).toBe('killed by SIGKILL')
  expect(isAlive(grandchild)).toBe(true)
  await part.stop()
  expect(isAlive(grandchild)).toBe(false)
})

test('a missing command ends its part and does not crash the stack', async () => {
  const part = startPart('nothing', '/no/such/command', [], { log: join(folder, 'nothing.log') })
  expect(await part.ended).toContain('ENOENT')
  await part.stop()
})

test('a reused process id counts as another process', async () => {
  const [self] = [...processes().values()].filter(({ pid }) => pid === process.pid)
  expect(isRunning(self!)).toBe(true)
  expect(isRunning({ ...self!, born: 'earlier' })).toBe(false)
})
