import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Settings that make gcloud write nothing into the person's own configuration and send nothing. */
export const gcloudEnvironment = (configuration: string): NodeJS.ProcessEnv => ({
  ...process.env,
  CLOUDSDK_CONFIG: configuration,
  CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
  CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
})

/** Paths that `gcloud builds submit` uploads, as gcloud itself lists them. Undefined without gcloud. */
export const listUploadByGcloud = (folder = root): string[] | undefined => {
  const configuration = mkdtempSync(join(tmpdir(), 'labseat-gcloud-'))
  try {
    const { status, stdout } = spawnSync('gcloud', ['meta', 'list-files-for-upload', folder], {
      encoding: 'utf8',
      env: gcloudEnvironment(configuration),
      maxBuffer: 64 * 1024 * 1024,
    })
    return status === 0 ? stdout.split('\n').filter(Boolean).sort() : undefined
  } finally {
    rmSync(configuration, { recursive: true, force: true })
  }
}

/** The patterns of .gcloudignore with the included .gitignore. Only names, names of folders and `*.extension` are understood. */
const readPatterns = (folder: string): string[] => {
  const linesOf = (file: string): string[] =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .flatMap((line) => {
        if (line.startsWith('#!include:')) return linesOf(line.slice('#!include:'.length))
        return line && !line.startsWith('#') ? [line] : []
      })
  return linesOf('.gcloudignore')
}

const isIgnored = (name: string, isFolder: boolean, patterns: readonly string[]) =>
  patterns.some((pattern) => {
    if (/[?[!\\]|[^/]\/./.test(pattern)) throw new Error(`.gcloudignore: ${pattern} is not understood here.`)
    if (pattern.endsWith('/')) return isFolder && name === pattern.slice(0, -1)
    return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern
  })

/** The same list without gcloud, for the patterns that this project has. */
export const listUpload = (folder = root): string[] => {
  const patterns = readPatterns(folder)
  const filesIn = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      if (isIgnored(entry.name, entry.isDirectory(), patterns)) return []
      const path = join(at, entry.name)
      return entry.isDirectory() ? filesIn(path) : [relative(folder, path)]
    })
  return filesIn(folder).sort()
}
