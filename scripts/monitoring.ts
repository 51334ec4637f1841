import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { monitoringFiles } from './monitoring/files.ts'

// `node scripts/monitoring.ts` writes deploy/monitoring. monitoring.test.ts checks that the files are up to date, and a deployment applies them.
const folder = join(import.meta.dirname, '../deploy/monitoring')

/** The text of each file, by its path in deploy/monitoring. */
export const monitoringTexts = (): Map<string, string> =>
  new Map(
    Object.entries(monitoringFiles()).flatMap(([kind, files]) =>
      Object.entries(files).map(([name, content]): [string, string] => [
        `${kind}/${name}.json`,
        `${JSON.stringify(content, null, 2)}\n`,
      ]),
    ),
  )

export const readMonitoringFile = (path: string): string => readFileSync(join(folder, path), 'utf8')

if (import.meta.main) {
  for (const kind of Object.keys(monitoringFiles()))
    rmSync(join(folder, kind), { recursive: true, force: true })
  for (const [path, text] of monitoringTexts()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
