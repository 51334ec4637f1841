import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
type ChildProcess = { pid: number; command: string }

export const listProcesses = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** The descendants of a process. */
export const childrenOf = (pid: number): ChildProcess[] => {
  const parents = listProcesses().map((child) => ({
    pid: child,
    parent: Number(/\) \S (\d+)/.exec(read(`/proc/${child}/stat`))?.[1]),
  }))
  const descendantsOf = (ancestor: number): number[] =>
    parents
      .filter(({ parent }) => parent === ancestor)
      .flatMap((child) => [child.pid, ...descendantsOf(child.pid)])
  return descendantsOf(pid).map((child) => ({
    pid: child,
    command: read(`/proc/${child}/cmdline`).replaceAll('\0', ' '),
  }))
}

/** A zombie also counts as gone. */
export const isGone = (pid: number): boolean => /^$|\) Z /.test(read(`/proc/${pid}/stat`))

/** The environment and arguments of a process, as /proc shows them. */
export const readExposed = (pid: number): { environ: string[]; cmdline: string[] } => ({
  environ: read(`/proc/${pid}/environ`).split('\0'),
  cmdline: read(`/proc/${pid}/cmdline`).split('\0'),
})

/** The processes whose environment or arguments contain a text. */
export const findRevealing = (processes: { pid: number }[], text: string): number[] =>
  processes
    .filter(({ pid }) => ['environ', 'cmdline'].some((name) => read(`/proc/${pid}/${name}`).includes(text)))
    .map(({ pid }) => pid)

/** Excludes the providers, which have hundreds of megabytes. */
const maxTextBytes = 20 * 1024 * 1024

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

/** The files below a folder with their texts. Files that disappear meanwhile are left out. */
export const readTexts = (folder: string): [path: string, text: string][] =>
  namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => {
      const stats = statSync(path, { throwIfNoEntry: false })
      return stats?.isFile() && stats.size < maxTextBytes
    })
    .map((path) => [path, read(path)])

export const findFilesWith = (folder: string, text: string): string[] =>
  readTexts(folder).flatMap(([path, content]) => (content.includes(text) ? [path] : []))

/** Peak memory of a process in MB. */
export const peakMemoryOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1]) / 1024
