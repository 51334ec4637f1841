import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** The system reuses process ids, so only the id and the start time together name a process. */
export interface Process {
  pid: number
  parent: number
  born: string
}

/** Every process that runs, from /proc if there is one (Linux), else from ps (macOS). */
export function processes(): Map<number, Process> {
  const table = procFolder()?.map(fromProc) ?? fromPs()
  return new Map(table.flatMap((each) => (each ? [[each.pid, each]] : [])))
}

export function isRunning({ pid, born }: Pick<Process, 'pid' | 'born'>): boolean {
  return (procFolder() ? fromProc(String(pid)) : processes().get(pid))?.born === born
}

function procFolder(): string[] | undefined {
  try {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  } catch {
    return undefined
  }
}

/** See proc(5): `pid (name) state parent …`, with the start time as the 22nd field. A zombie counts as ended. */
function fromProc(pid: string): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = 'X', parent, ...otherFields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return 'ZX'.includes(state)
      ? undefined
      : { pid: Number(pid), parent: Number(parent), born: otherFields[17] ?? '' }
  } catch {
    return undefined
  }
}

function fromPs(): (Process | undefined)[] {
  const listed = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,state=,lstart='], { encoding: 'utf8' }).stdout ?? ''
  return listed.split('\n').map((line) => {
    const [, pid, parent, state, born] = line.match(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/) ?? []
    return !born || state?.startsWith('Z') ? undefined : { pid: Number(pid), parent: Number(parent), born }
  })
}
