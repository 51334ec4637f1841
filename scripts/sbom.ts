import { spawnSync } from 'node:child_process'
import { withProductionPackage } from './production-package.ts'

export type Licence = { license: { id?: string; name?: string } } | { expression: string }
export type Component = { name: string; version: string; licenses?: Licence[] }
export type Sbom = { bomFormat: 'CycloneDX'; specVersion: string; components: Component[] }

/** The software bill of materials (CycloneDX) of all production dependencies, for every platform, from the lockfile. */
export const createSbom = (): Sbom =>
  withProductionPackage((cwd) => {
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'],
      { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 },
    )
    if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`)
    return JSON.parse(stdout)
  })
