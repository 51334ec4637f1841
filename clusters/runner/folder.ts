import { existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const prefix = 'labseat-run-'
const hour = 3_600_000

const runs = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
/** Terraform may still be saving its state there. */
const inUse = (folder: string) => {
  if (!existsSync('/proc/self')) return Date.now() - statSync(folder).mtimeMs < hour
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`)
    } catch {
      return false
    }
  })
}

/** What a runner that was killed could not take away. */
const removeAbandoned = (parent: string) => {
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (!pid || runs(Number(pid))) continue
    try {
      if (!inUse(join(parent, name))) rmSync(join(parent, name), { recursive: true, force: true })
    } catch {
      // Another runner takes it away at the same moment, or it is somebody else's.
    }
  }
}

/** A folder that only this user may enter, and the way to remove it with all that is in it. */
export const privateFolder = (parent = tmpdir()) => {
  const place = resolve(parent)
  mkdirSync(place, { recursive: true })
  removeAbandoned(place)
  // mkdtemp makes it 0700.
  const path = mkdtempSync(join(place, `${prefix}${process.pid}-`))
  return {
    path,
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  }
}
