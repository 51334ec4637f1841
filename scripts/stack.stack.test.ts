import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { holderOf } from './stack/holder.ts'
import { isFree, portsOf } from './stack/ports.ts'

const ports = portsOf('scratch')
let stop: (() => void) | undefined
afterEach(() => stop?.())

/** Runs the command as at a terminal, and collects its output. */
function start() {
  const child = spawn(process.execPath, ['scripts/stack.ts', 'scratch', '--no-web'], {
    cwd: join(import.meta.dirname, '..'),
  })
  stop = () => child.kill('SIGTERM')
  let output = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const look of waiting) look()
    })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const waitForOutput = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => output.includes(text) && resolve()
      waiting.add(look)
      exit.then(() => reject(new Error(output)))
      look()
    })
  return { child, exit, printed: waitForOutput, output: () => output }
}

async function expectNothingLeft() {
  // The system takes a moment to give back the port of a process that has just ended.
  for (const port of Object.values(ports))
    await expect.poll(() => isFree(port), { message: `port ${port}`, timeout: 5_000 }).toBe(true)
}

test('a second stack names the processes that hold its ports, and Ctrl-C leaves nothing behind', async () => {
  const first = start()
  await first.printed('The scratch stack is up')

  const second = start()
  expect(await second.exit).toBe(1)
  for (const port of [ports.api, ports.auth, ports.firestore, ports.pubsub])
    expect(second.output()).toMatch(new RegExp(`${port}, wanted for .*, is held by .* \\(pid \\d+\\)`))

  first.child.kill('SIGINT')
  expect(await first.exit).toBe(0)
  await expectNothingLeft()
})

test('when an emulator dies, the stack ends and names the emulator', async () => {
  const stack = start()
  await stack.printed('The scratch stack is up')
  process.kill(holderOf(ports.firestore)!.pid, 'SIGKILL')
  expect(await stack.exit).toBe(1)
  expect(stack.output()).toContain('An emulator ended (java')
  await expectNothingLeft()
})

test('Ctrl-C during the start leaves nothing behind', async () => {
  const stack = start()
  await stack.printed('Firestore emulator')
  stack.child.kill('SIGINT')
  expect(await stack.exit).toBe(0)
  await expectNothingLeft()
})
