import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** The variable in the environment of each process of a hub: the hub, its proxy, the servers of people and what they start. */
export const hubVariable = 'LABSEAT_HUB'

const isBelow = (folder: string, parent: string) => folder === parent || folder.startsWith(`${parent}/`)

/** The folders that processes carry, from /proc if there is one (Linux), else from ps (macOS). A zombie has none. */
const readMarks = (): { pid: number; folder: string }[] => {
  const find = (pid: string, text: string, pattern: RegExp) => {
    const folder = pattern.exec(text)?.[1]
    return folder ? [{ pid: Number(pid), folder }] : []
  }
  let names: string[]
  try {
    names = readdirSync('/proc')
  } catch {
    const listed =
      spawnSync('ps', ['-A', '-E', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' }).stdout ?? ''
    const inList = new RegExp(` ${hubVariable}=(\\S+)`)
    return listed.split('\n').flatMap((line) => find(line.trim().split(/\s/)[0]!, line, inList))
  }
  const inEnvironment = new RegExp(`(?:^|\\0)${hubVariable}=([^\\0]+)`)
  return names
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return find(pid, readFileSync(`/proc/${pid}/environ`, 'latin1'), inEnvironment)
      } catch {
        // The process has ended, or belongs to another user.
        return []
      }
    })
}

/** The processes of the hub in a folder, or of all hubs below it. They are found also where their parents are gone. */
export const findHubProcesses = (folder: string): number[] =>
  readMarks()
    .filter((mark) => mark.pid !== process.pid && isBelow(mark.folder, folder))
    .map(({ pid }) => pid)

const signal = (pids: number[], name: NodeJS.Signals) => {
  for (const pid of pids)
    try {
      process.kill(pid, name)
    } catch {
      // It has ended by itself.
    }
}

const waitForEnd = async (folder: string, timeoutMs: number) => {
  const giveUp = Date.now() + timeoutMs
  while (findHubProcesses(folder).length > 0 && Date.now() < giveUp) await wait(100)
}

/** Ends all hubs below a folder with the servers of people. SIGTERM lets notebooks save; after `graceMs` comes SIGKILL. */
export const endHubs = async (folder: string, graceMs = 8_000): Promise<void> => {
  signal(findHubProcesses(folder), 'SIGTERM')
  await waitForEnd(folder, graceMs)
  // A process that starts others while it is killed needs a second round.
  for (let round = 0; round < 5 && findHubProcesses(folder).length > 0; round++) {
    signal(findHubProcesses(folder), 'SIGKILL')
    await waitForEnd(folder, 1_000)
  }
}
