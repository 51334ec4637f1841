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

/** All below a process, as Linux has them. */
export const childrenOf = (pid: number): Found[] => {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/\) \S (\d+)/.exec(read(`/proc/${name}/stat`))?.[1]),
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

/** Which of them show a text in their environment or arguments. */
export const revealing = (processes: { pid: number }[], text: string): number[] =>
  processes
    .filter(({ pid }) => ['environ', 'cmdline'].some((name) => read(`/proc/${pid}/${name}`).includes(text)))
    .map(({ pid }) => pid)

export const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() && read(path).includes(text))

/** The most a process ever took, in MB. */
export const memoryOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1]) / 1024
