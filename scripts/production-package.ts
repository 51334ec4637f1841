import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Lock, pruneLock } from './deployment/prune-lock.ts'
import { packagesOfWeb } from './import-graph.ts'

const root = join(import.meta.dirname, '..')
const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'))

/**
 * The direct dependencies whose code is deployed, with their versions: those of functions and runners, and those of the web app, which are
 * development dependencies because Vite bundles them.
 */
export const deployedDependencies = (): Record<string, string> => {
  const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>
  const ofWeb = packagesOfWeb()
  const bundled = Object.entries(devDependencies!).filter(([name]) => ofWeb.has(name))
  return { ...dependencies, ...Object.fromEntries(bundled) }
}

/** A folder with a package.json and a lockfile of everything that is deployed, for every platform. */
export const withProductionPackage = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  try {
    const dependencies = deployedDependencies()
    const { devDependencies: _dev, allowScripts: _scripts, ...manifest } = read('package.json')
    const lock: Lock = pruneLock(read('package-lock.json'), dependencies)
    const packages = Object.fromEntries(
      Object.entries(lock.packages).map(([path, { dev: _, ...entry }]) => [path, entry]),
    )
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }))
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages }))
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
