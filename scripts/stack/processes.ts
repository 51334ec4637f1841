import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'

export interface Part {
  name: string
  log: string
  /** Everything it started so far, itself included. */
  family(): number[]
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
  const known = new Set<number>(child.pid ? [child.pid] : [])
  const family = () => {
    for (const pid of descendantsOf(known)) known.add(pid)
    return [...known]
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`))
  })
  return { name, log: options.log, family, ended, stop: () => endAll(child.pid, family()) }
}

/** A polite SIGTERM to the one at the top, which ends its own, then to whom it left behind; after ten seconds, SIGKILL. */
async function endAll(top: number | undefined, family: number[]): Promise<void> {
  const ended = async (pids: number[], milliseconds: number) => {
    const giveUp = Date.now() + milliseconds
    while (pids.some(isAlive) && Date.now() < giveUp) await pause(50)
  }
  if (top !== undefined) {
    signal(top, 'SIGTERM')
    await ended([top], 8_000)
  }
  for (const pid of family.filter(isAlive)) signal(pid, 'SIGTERM')
  await ended(family, 2_000)
  for (const pid of family.filter(isAlive)) signal(pid, 'SIGKILL')
  await ended(family, 2_000)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    // A zombie waits for its parent, and holds nothing any more.
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

/** firebase-tools puts its Java processes into groups of their own, so that only the tree finds them. */
function descendantsOf(roots: Set<number>): Set<number> {
  const children = Map.groupBy(parents(), ([, parent]) => parent)
  const found = new Set<number>()
  const queue = [...roots]
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    for (const [child] of children.get(pid) ?? []) {
      if (found.has(child)) continue
      found.add(child)
      queue.push(child)
    }
  }
  return found
}

function parents(): [pid: number, parent: number][] {
  const rows: [number, number][] = []
  try {
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\) . (\d+) /)?.[1]
        if (parent) rows.push([Number(pid), Number(parent)])
      } catch {
        // It has ended since the folder was read.
      }
    }
  } catch {
    const listed = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout ?? ''
    for (const line of listed.trim().split('\n')) {
      const [pid, parent] = line.trim().split(/\s+/).map(Number)
      if (pid !== undefined && parent !== undefined) rows.push([pid, parent])
    }
  }
  return rows
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
