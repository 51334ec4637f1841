import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openapiYaml } from '../scripts/contract.ts'
import { type Artifacts, digestOf } from '../scripts/deployment/artifacts.ts'
import { readEnvironments } from '../scripts/deployment/environments.ts'
import { createGoogle, type Google } from '../scripts/deployment/google.ts'
import { newFacts, type Session } from '../scripts/deployment/resource.ts'
import { runnerImage, runnerPlatforms } from '../scripts/deployment/resources/runners.ts'
import type { Target } from '../scripts/deployment/target.ts'
import { projectId, projectNumber } from './google-cloud/store.ts'

/** An environment with everything that can be on. */
export const target: Target = {
  projectId,
  projectNumber,
  region: 'europe-west1',
  environmentName: 'prod',
  environment: {
    ...readEnvironments().prod,
    awsRole: 'arn:aws:iam::210987654321:role/labseat-hub',
    awsAudience: 'labseat-aws',
    appCheck: true,
  },
  mailFrom: 'Labseat <hello@labseat.example>',
  warmFunctions: readEnvironments().prod.warmFunctions,
  canaryPercent: 100,
}

/** Artifacts that were not built: each image is a folder with one file. @param version makes them another release */
export const fakeArtifacts = (version = '1'): Artifacts => {
  const parent = mkdtempSync(join(tmpdir(), 'labseat-artifacts-'))
  const folderOf = (name: string) => {
    const folder = join(parent, name)
    mkdirSync(folder)
    writeFileSync(join(folder, 'file'), `${name} ${version}`)
    return folder
  }
  const web = folderOf('web')
  return {
    images: ['functions', ...runnerPlatforms.map(runnerImage)].map((name) => {
      const folder = folderOf(name)
      return { name, folder, tag: digestOf(folder) }
    }),
    openapi: `${openapiYaml(target)}# ${version}\n`,
    web: { folder: web, digest: digestOf(web) },
  }
}

export const connectTo = (origin: string): Google =>
  createGoogle({ origin, quotaProject: projectId, token: async () => 'token', firstWaitMs: 1 })

/** A new process: it knows nothing of earlier runs. */
export const newSession = (origin: string): Session => ({
  google: connectTo(origin),
  facts: newFacts(),
})
