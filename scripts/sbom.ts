import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withProductionPackage } from './production-package.ts'

export type Licence = { license: { id?: string; name?: string } } | { expression: string }
export type Component = { name: string; version: string; licenses?: Licence[] }
export type Sbom = { bomFormat: 'CycloneDX'; specVersion: string; components: Component[] }

/**
 * The software bill of materials (CycloneDX) of a folder with a package.json and a lockfile, for every platform. The same files give the same
 * bill: the tag of an image is a digest of its files.
 */
const readSbom = (cwd: string): Sbom => {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'],
    { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`)
  const { serialNumber: _serialNumber, metadata, ...bill } = JSON.parse(stdout)
  // npm names the component after the folder.
  const { name } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'))
  return { ...bill, metadata: { component: { ...metadata.component, name } } }
}

/** Of everything that is deployed: functions, runners and the web app. */
export const createSbom = (): Sbom => withProductionPackage(readSbom)

/** Writes the bill of a folder into it, as `sbom.cdx.json`. @param folder has a package.json and a lockfile */
export const writeSbom = (folder: string, bill = readSbom(folder)): void =>
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
