import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCommit } from '../server/version.ts'
import { createSbom, writeSbom } from './sbom.ts'

const root = join(import.meta.dirname, '..')

/** @throws if the program fails; its output goes to this process's */
const runNode = (script: string, ...args: string[]) => {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`${script} ended with ${status}.`)
}

/** Type-checks the functions with the configuration of the cloud, compiles them and notes their commit. @param folder relative to the repository */
export const compileFunctions = (folder = 'dist'): void => {
  rmSync(join(root, folder), { recursive: true, force: true })
  runNode('typescript-native/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder)
  // Cloud Build uploads no .git, and names the commit of a trigger itself.
  const commit = process.env.COMMIT_SHA
  const version = commit ? { commit, committedAt: null } : readCommit(root)
  writeFileSync(join(root, folder, 'version.json'), `${JSON.stringify(version)}\n`)
}

/** Builds the web app into web/dist. Vite reads `VITE_API_URL` and `VITE_FIREBASE_CONFIG`. */
export const buildWeb = (): void => runNode('vite/bin/vite.js', 'build', 'web')

if (import.meta.main)
  try {
    compileFunctions()
    // Each image has a bill of what it contains (stage.ts). This one is of everything.
    writeSbom(join(root, 'dist'), createSbom())
    buildWeb()
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
