import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { isRunning, type Process, processes } from './process-table.ts'

export interface Part {
  name: string
  log: string
  /** The processes it started that still run, and the process itself. `table` saves reading the process table once per part. */
  family(table?: Map<number, Process>): Process[]
  ended: Promise<string>
  stop(): Promise<void>
}

/** Starts a process in a group of its own, so that a Ctrl-C in the terminal reaches only the one that orders the end. */
export function startPart(
  name: string,
  command: string,
  args: string[],
  options: { log: string; env?: NodeJS.ProcessEnv; cwd?: string },
): Part {
  const log = openSync(options.log, 'a')
  const env = { ...process.env, ...options.env }
  const child = spawn(command, args, { cwd: options.cwd, env, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const known = new Map<number, Process>()
  const family = (table = processes()) => {
    for (const member of known.values())
      if (table.get(member.pid)?.born !== member.born) known.delete(member.pid)
    const top = child.exitCode === null && child.signalCode === null && table.get(child.pid ?? -1)
    if (top) known.set(top.pid, top)
    for (const descendant of descendantsOf(known, table)) known.set(descendant.pid, descendant)
    return [...known.values()]
  }
  family()
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`))
  })
  return { name, log: options.log, family, ended, stop: () => endAll(child.pid, family) }
}

/** firebase-tools puts its Java processes into groups of their own, so that only the tree finds them. */
function descendantsOf(roots: Map<number, Process>, table: Map<number, Process>): Process[] {
  const children = Map.groupBy(table.values(), ({ parent }) => parent)
  const found: Process[] = []
  const queue = [...roots.keys()]
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    for (const child of children.get(pid) ?? []) {
      found.push(child)
      if (!roots.has(child.pid)) queue.push(child.pid)
    }
  }
  return found
}

/** A polite SIGTERM to the one at the top, which ends its own, then to whom it left behind; after ten seconds, SIGKILL. */
async function endAll(top: number | undefined, family: () => Process[]): Promise<void> {
  const members = family()
  const ended = async (some: Process[], milliseconds: number) => {
    const giveUp = Date.now() + milliseconds
    while (some.some(isRunning) && Date.now() < giveUp) await pause(50)
  }
  const first = members.filter(({ pid }) => pid === top)
  signal(first, 'SIGTERM')
  await ended(first, 8_000)
  signal(members, 'SIGTERM')
  await ended(members, 2_000)
  signal(members, 'SIGKILL')
  await ended(members, 2_000)
}

function signal(members: Process[], name: NodeJS.Signals): void {
  for (const member of members.filter(isRunning)) {
    try {
      process.kill(member.pid, name)
    } catch {
      // It has ended by itself.
    }
  }
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
