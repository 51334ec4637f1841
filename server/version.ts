import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type Version = { commit: string; committedAt: string | null }

const unknown: Version = { commit: 'unknown', committedAt: null }

/** scripts/build.ts writes the file beside the compiled functions. */
const readBuilt = (): Version | undefined => {
  try {
    return JSON.parse(readFileSync(new URL('../version.json', import.meta.url), 'utf8')) as Version
  } catch {
    return undefined
  }
}

/** The commit of a working copy. */
export const readCommit = (folder: string): Version => {
  const { status, stdout } = spawnSync('git', ['show', '--no-patch', '--format=%H %cI'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const [commit, at] = status === 0 ? stdout.trim().split(' ') : []
  return commit && at ? { commit, committedAt: new Date(at).toISOString() } : unknown
}

let version: Version | undefined
/** The commit that this process was built from, or that it runs from. */
export const getVersion = (): Version => {
  version ??= readBuilt() ?? readCommit(import.meta.dirname)
  return version
}
