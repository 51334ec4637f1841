import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { holderOf } from './holder.ts'
import { portsOf, type StackName } from './ports.ts'
import { isRunning, processes } from './process-table.ts'
import { type Part, startPart } from './processes.ts'
import type { Supervisor } from './supervisor.ts'
import { createTopics } from './topics.ts'
import { answers, waitUntil } from './wait-until.ts'

/** Kills a process without a chance to finish anything, and waits until it has ended. */
export const kill = async (pid: number, signal: AbortSignal): Promise<void> => {
  const victim = processes().get(pid)
  if (!victim) return
  process.kill(pid, 'SIGKILL')
  await waitUntil(`The end of process ${pid}`, async () => !isRunning(victim), signal)
}

/** The command line and the environment of a process, from /proc (Linux). */
const readCommand = (pid: number) => {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
  const pairs = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean)
  const env = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  return { program: words[0]!, args: words.slice(1), env }
}

/** Crashes of parts of a running stack. After each the part runs again, and the stack goes on. */
export type Crashes = {
  /** Kills the process that serves the functions, with the runners that it started, and starts it. */
  functions: () => Promise<void>
  /** Kills the Pub/Sub emulator, which loses its messages, topics and subscriptions, and starts it with new topics. */
  pubsub: () => Promise<void>
}

export const createCrashes = (
  name: StackName,
  folder: string,
  supervisor: Supervisor,
  functions: { first: Part; start: () => Part },
): Crashes => {
  const ports = portsOf(name)
  const { signal } = supervisor
  let current = functions.first
  let emulator: Part | undefined
  return {
    functions: async () => {
      supervisor.release(current)
      for (const { pid } of current.family()) await kill(pid, signal)
      current = supervisor.add(functions.start())
      await waitUntil('Functions', () => answers(`http://127.0.0.1:${ports.api}/v1/health`), signal)
    },
    pubsub: async () => {
      const pid = holderOf(ports.pubsub)!.pid
      const { program, args, env } = readCommand(pid)
      supervisor.releaseEmulator(pid)
      if (emulator) supervisor.release(emulator)
      await kill(pid, signal)
      const log = join(folder, 'pubsub.log')
      emulator = supervisor.add(startPart('Pub/Sub emulator', program, args, { log, env, cwd: folder }))
      await waitUntil('Pub/Sub emulator', () => answers(`http://127.0.0.1:${ports.pubsub}/`), signal)
      await createTopics(name)
    },
  }
}
