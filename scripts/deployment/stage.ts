import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileFunctions } from '../build.ts'
import { packagesOfFunctions, packagesOfRunner } from '../import-graph.ts'
import { writeSbom } from '../sbom.ts'
import { digestOf, type ImageSource } from './artifacts.ts'
import { pruneLock } from './prune-lock.ts'
import { runnerImage, runnerPlatforms } from './resources/runners.ts'
import { stagingFolder } from './target.ts'
import { root } from './upload.ts'

/** A package.json and a lockfile with only what `packages` need, and the bill of these materials. */
const writeManifest = (folder: string, packages: ReadonlySet<string>, main?: string) => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies as Record<string, string>).filter(([name]) => packages.has(name)),
  )
  const missing = [...packages].filter((name) => !dependencies[name])
  if (missing.length > 0) throw new Error(`package.json has no dependency ${missing.join(', ')}.`)
  const { name, version, license, type, allowScripts } = manifest
  const reduced = {
    name,
    version,
    private: true,
    license,
    type,
    ...(main && { main }),
    dependencies,
    allowScripts,
  }
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(reduced, null, 2)}\n`)
  writeFileSync(
    join(folder, 'package-lock.json'),
    `${JSON.stringify(pruneLock(lock, dependencies), null, 2)}\n`,
  )
  writeSbom(folder)
}

const emptyFolder = (name: string) => {
  const folder = join(root, stagingFolder, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** The compiled functions. @param dist the folder that `compileFunctions` wrote */
export const stageFunctions = (dist = join(root, 'dist')): ImageSource => {
  const folder = emptyFolder('functions')
  cpSync(dist, join(folder, 'dist'), { recursive: true })
  cpSync(join(root, 'deploy/images/functions.Dockerfile'), join(folder, 'Dockerfile'))
  writeManifest(folder, packagesOfFunctions(), 'dist/functions/index.js')
  return { name: 'functions', folder, tag: digestOf(folder) }
}

/** The runner's sources, which Node runs as they are, and the modules of one platform. */
export const stageRunner = (platform: (typeof runnerPlatforms)[number]): ImageSource => {
  const name = runnerImage(platform)
  const folder = emptyFolder(name)
  for (const path of globSync('{contract,domain,clusters/runner}/**/*.ts', { cwd: root }))
    if (!path.endsWith('.test.ts') && !path.startsWith('clusters/runner/test/'))
      cpSync(join(root, path), join(folder, path))
  for (const path of ['clusters/shared', `clusters/${platform}`])
    cpSync(join(root, path), join(folder, path), { recursive: true })
  const dockerfile = readFileSync(join(root, 'clusters/Dockerfile'), 'utf8')
  writeFileSync(
    join(folder, 'Dockerfile'),
    dockerfile.replace(/^ARG PLATFORM$/gm, `ARG PLATFORM=${platform}`),
  )
  writeManifest(folder, packagesOfRunner())
  return { name, folder, tag: digestOf(folder) }
}

/** The folders that Cloud Build makes images of. The gateway's comes later: it needs Google's answer to openapi.yaml. */
export const stageImages = (): ImageSource[] => [stageFunctions(), ...runnerPlatforms.map(stageRunner)]

// Lays the images out without deploying them: `docker build .labseat/deploy/functions`.
if (import.meta.main) {
  compileFunctions()
  for (const { name, folder, tag } of stageImages()) console.log(`${name} ${tag} ${folder}`)
}
