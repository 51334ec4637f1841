import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
type Entry = { dev?: true; devDependencies?: unknown }
type Lockfile = { packages: Record<string, Entry> }

const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'))

/**
 * A folder with the package as it is deployed: package.json and its lockfile without development dependencies. `npm sbom --omit=dev` in the
 * project leaves out packages that production and development share.
 */
export const withProductionPackage = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  try {
    const { devDependencies: _dev, allowScripts: _scripts, ...manifest } = read('package.json')
    const lockfile: Lockfile = read('package-lock.json')
    const packages = Object.fromEntries(
      Object.entries(lockfile.packages).flatMap(([path, entry]) => {
        const { devDependencies: _devDependencies, ...production } = entry
        return entry.dev ? [] : [[path, path === '' ? production : entry]]
      }),
    )
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...lockfile, packages }))
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
