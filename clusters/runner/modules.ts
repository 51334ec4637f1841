import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../../contract/cloud-credentials.ts'
import type { StageName } from '../../contract/runs.ts'

const clusters = join(import.meta.dirname, '..')

/**
 * Copies a stage's Terraform files into a working folder: clusters/shared, then clusters/PLATFORM, whose file replaces the shared file with
 * the same name.
 *
 * @param modules a complete folder with `cluster/` and `apps/` to copy instead of both
 */
export const copyModules = (
  platform: Platform,
  stage: StageName,
  into: string,
  modules: string | undefined = undefined,
): void => {
  mkdirSync(into, { mode: 0o700, recursive: true })
  const sources = modules ? [modules] : [join(clusters, 'shared'), join(clusters, platform)]
  for (const source of sources.map((folder) => join(folder, stage)))
    if (modules || existsSync(source))
      cpSync(source, into, { recursive: true, filter: (path) => !/\.terraform$|\.tfstate/.test(path) })
}
