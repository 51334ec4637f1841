import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childrenOf, listProcesses, readExposed, readTexts } from '../clusters/runner/test/processes.ts'

const claimOf = (environ: string[]) =>
  environ.find((entry) => entry.startsWith('LABSEAT_CLAIM='))?.slice('LABSEAT_CLAIM='.length)

/** The private folders of a runner. */
const foldersOf = (pid: number): string[] =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith(`labseat-run-${pid}-`))
    .map((name) => join(tmpdir(), name))

/**
 * Records what the runners of this stack's API and their descendants show in /proc, and the files in their private folders. The claim may be in
 * a runner's environment, so it is recorded separately.
 */
export const watchRunners = () => {
  const api = `LABSEAT_API_URL=${process.env.API_URL}`
  const exposed = new Map<number, Set<string>>()
  const files = new Map<string, string>()
  const claims = new Set<string>()
  const programs = new Set<string>()
  const record = (pid: number, entries: string[]) => {
    const texts = exposed.get(pid) ?? new Set()
    for (const entry of entries) texts.add(entry)
    exposed.set(pid, texts)
  }
  const runners = new Set<number>()
  let looks = 0
  const look = () => {
    for (const pid of listProcesses()) {
      const { environ, cmdline } = readExposed(pid)
      const claim = claimOf(environ)
      if (claim === undefined || !environ.includes(api)) continue
      runners.add(pid)
      claims.add(claim)
      record(pid, [...environ.filter((entry) => entry !== `LABSEAT_CLAIM=${claim}`), ...cmdline])
      for (const child of childrenOf(pid)) {
        const { environ, cmdline } = readExposed(child.pid)
        record(child.pid, [...environ, ...cmdline])
        programs.add(cmdline[0] ?? '')
      }
    }
    // There are many files, and they change rarely.
    if (looks++ % 10 === 0)
      for (const pid of runners)
        for (const folder of foldersOf(pid))
          for (const [path, text] of readTexts(folder)) files.set(path, text)
  }
  const timer = setInterval(look, 150)
  return {
    claims,
    runners,
    programs,
    shown: () => [...exposed.values()].flatMap((texts) => [...texts]).join('\n'),
    files: () => [...files].map(([path, text]) => `${path}\n${text}`).join('\n'),
    /** Private folders that still exist. */
    folders: () => [...runners].flatMap(foldersOf),
    end: () => clearInterval(timer),
  }
}
