import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childrenOf, everyProcess, shownBy, textsIn } from '../clusters/runner/test/processes.ts'

const claimOf = (environ: string[]) =>
  environ.find((entry) => entry.startsWith('LABSEAT_CLAIM='))?.slice('LABSEAT_CLAIM='.length)

/** The private folders of a runner. */
const foldersOf = (pid: number): string[] =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith(`labseat-run-${pid}-`))
    .map((name) => join(tmpdir(), name))

/**
 * Looks again and again at the runners that speak with this stack's API and at all below them: what they show in /proc, and what lies in
 * their private folders. The claim in a runner's own environment is taken out and kept beside it: it is the one that may be there.
 */
export const watchRunners = () => {
  const api = `LABSEAT_API_URL=${process.env.API_URL}`
  const shown = new Map<number, Set<string>>()
  const files = new Map<string, string>()
  const claims = new Set<string>()
  const programs = new Set<string>()
  const note = (pid: number, texts: string[]) => {
    const known = shown.get(pid) ?? new Set()
    for (const text of texts) known.add(text)
    shown.set(pid, known)
  }
  const runners = new Set<number>()
  let looks = 0
  const look = () => {
    for (const pid of everyProcess()) {
      const { environ, cmdline } = shownBy(pid)
      const claim = claimOf(environ)
      if (claim === undefined || !environ.includes(api)) continue
      runners.add(pid)
      claims.add(claim)
      note(pid, [...environ.filter((entry) => entry !== `LABSEAT_CLAIM=${claim}`), ...cmdline])
      for (const child of childrenOf(pid)) {
        const its = shownBy(child.pid)
        note(child.pid, [...its.environ, ...its.cmdline])
        programs.add(its.cmdline[0] ?? '')
      }
    }
    // Files are many, and change less often.
    if (looks++ % 10 === 0)
      for (const pid of runners)
        for (const folder of foldersOf(pid)) for (const [path, text] of textsIn(folder)) files.set(path, text)
  }
  const timer = setInterval(look, 150)
  return {
    claims,
    runners,
    programs,
    shown: () => [...shown.values()].flatMap((texts) => [...texts]).join('\n'),
    files: () => [...files].map(([path, text]) => `${path}\n${text}`).join('\n'),
    /** Private folders that are still there. */
    folders: () => [...runners].flatMap(foldersOf),
    end: () => clearInterval(timer),
  }
}
