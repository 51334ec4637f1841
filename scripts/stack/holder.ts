import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

export interface Holder {
  pid: number
  name: string
}

/** The process that listens on a port: from /proc if there is one (Linux), else from lsof (macOS). */
export function holderOf(port: number): Holder | undefined {
  const inodes = listeningInodes(port)
  if (inodes) return inodes.size > 0 ? ownerOf(inodes) : undefined
  const listing = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
    encoding: 'utf8',
  }).stdout
  const pid = listing?.match(/^p(\d+)$/m)?.[1]
  return pid ? { pid: Number(pid), name: listing.match(/^c(.+)$/m)?.[1] ?? 'unknown' } : undefined
}

function listeningInodes(port: number): Set<string> | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = new Set<string>()
  try {
    for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
      for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
        const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
        if (state === '0A' && local?.endsWith(`:${hex}`) && inode) inodes.add(inode)
      }
    }
    return inodes
  } catch {
    return inodes.size > 0 ? inodes : undefined
  }
}

function ownerOf(inodes: Set<string>): Holder | undefined {
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      for (const fd of readdirSync(`/proc/${pid}/fd`)) {
        const socket = readlinkSync(`/proc/${pid}/fd/${fd}`).match(/^socket:\[(\d+)\]$/)?.[1]
        if (socket && inodes.has(socket)) return { pid: Number(pid), name: nameOf(Number(pid)) }
      }
    } catch {
      // The process has ended meanwhile, or belongs to another user.
    }
  }
  return undefined
}

/** Adds the script's name, because `node start.ts` says more than `node`. */
export function nameOf(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
    const script = words.slice(1).find((word) => /\.(m?js|ts|jar|py)$/.test(word))
    const command = basename(words[0] ?? readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
    return script ? `${command} ${basename(script)}` : command
  } catch {
    return 'unknown'
  }
}
