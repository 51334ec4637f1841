import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
type Found = { pid: number; command: string }

export const everyProcess = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** All below a process, as Linux has them. */
export const childrenOf = (pid: number): Found[] => {
  const parents = everyProcess().map((one) => ({
    pid: one,
    parent: Number(/\) \S (\d+)/.exec(read(`/proc/${one}/stat`))?.[1]),
  }))
  const below = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...below(child.pid)])
  return below(pid).map((child) => ({
    pid: child,
    command: read(`/proc/${child}/cmdline`).replaceAll('\0', ' '),
  }))
}

/** Not even as what its parent has yet to take notice of. */
export const isGone = (pid: number): boolean => /^$|\) Z /.test(read(`/proc/${pid}/stat`))

/** What a process shows of itself to whoever may look: one variable or argument each. */
export const shownBy = (pid: number): { environ: string[]; cmdline: string[] } => ({
  environ: read(`/proc/${pid}/environ`).split('\0'),
  cmdline: read(`/proc/${pid}/cmdline`).split('\0'),
})

/** Which of them show a text in their environment or arguments. */
export const revealing = (processes: { pid: number }[], text: string): number[] =>
  processes
    .filter(({ pid }) => ['environ', 'cmdline'].some((name) => read(`/proc/${pid}/${name}`).includes(text)))
    .map(({ pid }) => pid)

/** A provider is no text, and has hundreds of megabytes. */
const largest = 20 * 1024 * 1024

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

/** Every file below a folder with what is in it. What goes at the same moment is not there. */
export const textsIn = (folder: string): [path: string, text: string][] =>
  namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => {
      const found = statSync(path, { throwIfNoEntry: false })
      return found?.isFile() && found.size < largest
    })
    .map((path) => [path, read(path)])

export const filesWith = (folder: string, text: string): string[] =>
  textsIn(folder).flatMap(([path, inside]) => (inside.includes(text) ? [path] : []))

/** The most a process ever took, in MB. */
export const memoryOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1]) / 1024
