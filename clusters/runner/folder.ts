import { existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const prefix = 'labseat-run-'
const hourMs = 3_600_000

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
/** A process works in the folder: Terraform may still save its state after its runner was killed. */
const isInUse = (folder: string) => {
  if (!existsSync('/proc/self')) return Date.now() - statSync(folder).mtimeMs < hourMs
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`)
    } catch {
      return false
    }
  })
}

/** Removes the folders of runners that were killed. */
const removeAbandoned = (parent: string) => {
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (!pid || isRunning(Number(pid))) continue
    try {
      if (!isInUse(join(parent, name))) rmSync(join(parent, name), { recursive: true, force: true })
    } catch {
      // Another runner removes it at the same moment, or it belongs to another user.
    }
  }
}

/** Creates a folder that only this user can enter. `remove` deletes it with its content. */
export const createPrivateFolder = (parent = tmpdir()) => {
  const absoluteParent = resolve(parent)
  mkdirSync(absoluteParent, { recursive: true })
  removeAbandoned(absoluteParent)
  // mkdtemp creates it with mode 0700.
  const path = mkdtempSync(join(absoluteParent, `${prefix}${process.pid}-`))
  return {
    path,
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  }
}
