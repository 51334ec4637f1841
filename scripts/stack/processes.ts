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

/** Starts a process in a separate group, so that a Ctrl-C in the terminal reaches only the script that ends the parts in order. */
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

/** firebase-tools puts each Java process into a separate group, so only the process tree leads to them. */
function descendantsOf(roots: Map<number, Process>, table: Map<number, Process>): Process[] {
  const children = Map.groupBy(table.values(), ({ parent }) => parent)
  const descendants: Process[] = []
  const queue = [...roots.keys()]
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    for (const child of children.get(pid) ?? []) {
      descendants.push(child)
      if (!roots.has(child.pid)) queue.push(child.pid)
    }
  }
  return descendants
}

/** Sends SIGTERM to the top process, which ends its children. After 8 s sends SIGTERM to the remaining ones, and after 2 s more SIGKILL. */
async function endAll(top: number | undefined, family: () => Process[]): Promise<void> {
  const members = family()
  const waitForEnd = async (waitedFor: Process[], milliseconds: number) => {
    const giveUp = Date.now() + milliseconds
    while (waitedFor.some(isRunning) && Date.now() < giveUp) await pause(50)
  }
  const first = members.filter(({ pid }) => pid === top)
  signal(first, 'SIGTERM')
  await waitForEnd(first, 8_000)
  signal(members, 'SIGTERM')
  await waitForEnd(members, 2_000)
  signal(members, 'SIGKILL')
  await waitForEnd(members, 2_000)
}

function signal(members: Process[], name: NodeJS.Signals): void {
  for (const member of members.filter(isRunning)) {
    try {
      process.kill(member.pid, name)
    } catch {
      // The process has ended meanwhile.
    }
  }
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
