import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { holderOf } from './holder.ts'
import { limitLog } from './limit-log.ts'
import { isRunning, type Process, processes } from './process-table.ts'
import type { Part } from './processes.ts'
import { waitUntil } from './wait-until.ts'

export type Supervisor = ReturnType<typeof supervise>

/** Watches the parts of a stack. The first one that fails aborts `signal` and resolves `crashed` with the reason. */
export function supervise(folder: string, say: (line: string) => void, outer?: AbortSignal) {
  const parts: Part[] = []
  const released = new Set<Part>()
  const crash = Promise.withResolvers<string>()
  const halt = new AbortController()
  const signal = outer ? AbortSignal.any([halt.signal, outer]) : halt.signal
  let stopping: Promise<void> | undefined
  let emulators: (Process & { name: string })[] = []

  const fail = (what: string, log: string) => {
    if (stopping) return
    const reason = `${what}. The last lines of ${log}:\n${lastLines(log)}`
    halt.abort(new Error(reason))
    crash.resolve(reason)
  }

  // A part's children are noted while it lives, so that they can be ended after it has died.
  // firebase-tools continues when one of its emulators dies, so the emulators are watched too.
  const watching = setInterval(() => {
    const table = processes()
    for (const part of parts) {
      part.family(table)
      limitLog(part.log)
    }
    for (const emulator of emulators)
      if (!isRunning(emulator))
        fail(`An emulator ended (${emulator.name}, pid ${emulator.pid})`, join(folder, 'emulators.log'))
  }, 1_000).unref()

  return {
    signal,
    crashed: crash.promise,
    /** Adds a part that runs as long as the stack. */
    add: (part: Part): Part => {
      parts.push(part)
      part.ended.then((how) => {
        if (!released.has(part)) fail(`${part.name} ended (${how})`, part.log)
      })
      return part
    },
    /** Lets a part end without ending the stack. */
    release: (part: Part): void => {
      released.add(part)
    },
    /** The same for an emulator. */
    releaseEmulator: (pid: number): void => {
      emulators = emulators.filter((emulator) => emulator.pid !== pid)
    },
    /** Waits for a part that has an end. */
    finish: async (part: Part): Promise<void> => {
      parts.push(part)
      const how = await part.ended
      if (how !== 'exit code 0') fail(`${part.name} failed (${how})`, part.log)
      signal.throwIfAborted()
    },
    ready: async (what: string, check: () => Promise<boolean>): Promise<void> => {
      await waitUntil(what, check, signal)
      say(what)
    },
    watchEmulators: (...ports: number[]): void => {
      const table = processes()
      emulators = ports.flatMap((port) => {
        const holder = holderOf(port)
        const emulator = holder && table.get(holder.pid)
        return emulator ? [{ ...emulator, name: holder.name }] : []
      })
    },
    stop: (): Promise<void> => {
      clearInterval(watching)
      stopping ??= Promise.all(parts.map((part) => part.stop())).then(() => {})
      return stopping
    },
  }
}

function lastLines(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []
  return lines
    .slice(-15)
    .map((line) => `  ${line}`)
    .join('\n')
}
