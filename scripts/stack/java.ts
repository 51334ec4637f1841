import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const minVersion = 11

/** The first Java that is new enough, as the folder to put on PATH. */
export function findJava(): { bin: string; version: number } {
  const seen: string[] = []
  for (const bin of candidates()) {
    const version = versionOf(join(bin, 'java'))
    if (version !== undefined && version >= minVersion) return { bin, version }
    if (version !== undefined) seen.push(`Java ${version} in ${bin} is too old.`)
  }
  throw new Error(
    [
      `The Firestore and Pub/Sub emulators need Java ${minVersion} or newer, and none was found.`,
      ...seen,
      process.platform === 'darwin'
        ? 'Get it with: brew install openjdk'
        : 'Get it with: sudo apt-get install -y default-jre-headless (Debian, Ubuntu), or from https://adoptium.net',
    ].join('\n'),
  )
}

function candidates(): string[] {
  const homes = ['/opt/homebrew/opt/openjdk', '/usr/local/opt/openjdk']
  if (process.env.JAVA_HOME) homes.unshift(process.env.JAVA_HOME)
  if (existsSync('/usr/lib/jvm'))
    homes.push(...readdirSync('/usr/lib/jvm').map((name) => join('/usr/lib/jvm', name)))
  const path = (process.env.PATH ?? '').split(':').filter(Boolean)
  return [...path, ...homes.map((home) => join(home, 'bin'))].filter((bin) => existsSync(join(bin, 'java')))
}

/** Runs `java -version`, because macOS ships a `java` that only says where to get Java. */
function versionOf(java: string): number | undefined {
  const text = spawnSync(java, ['-version'], { encoding: 'utf8' }).stderr ?? ''
  const [, first, second] = text.match(/version "(\d+)(?:\.(\d+))?/) ?? []
  if (first === undefined) return undefined
  return Number(first === '1' ? second : first)
}
