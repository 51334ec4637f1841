import type { Platform } from '../../contract/cloud-credentials.ts'
import { accountOf, apiUrlVariable } from './functions.ts'
import { runnerStarters } from './needs.ts'
import { accountIn, regionFlags, staging, type Target } from './target.ts'

/** Each platform has a Cloud Run job, named `labseat-runner-PLATFORM`, with an image built from clusters/Dockerfile. */
export const runnerPlatforms: readonly Platform[] = ['aws', 'azure', 'gcp', 'sandbox']
export const runnerFolder = (platform: Platform) => `runner-${platform}`
const jobOf = (platform: Platform) => `labseat-${runnerFolder(platform)}`

/** The sandbox has no cloud, so a bucket of this project stores its Terraform state. */
const sandboxStateFolder = '/var/lib/labseat'
const sandboxVolume = ({ projectId }: Target) =>
  [
    '--clear-volume-mounts --clear-volumes',
    `--add-volume=name=state,type=cloud-storage,bucket=${projectId}-labseat-sandbox`,
    `--add-volume-mount=volume=state,mount-path=${sandboxStateFolder}`,
  ].join(' ')

export const deployRunner = (target: Target, platform: Platform) => {
  const isSandbox = platform === 'sandbox'
  const variables = [
    apiUrlVariable(target),
    ...(isSandbox ? [`LABSEAT_SANDBOX_FOLDER=${sandboxStateFolder}`] : []),
  ]
  return [
    `gcloud run jobs deploy ${jobOf(platform)} --source=${staging}/${runnerFolder(platform)}`,
    `--service-account=${accountIn(target, 'runner')} --memory=2Gi --cpu=1 --tasks=1 --max-retries=0 --task-timeout=115m`,
    `--set-env-vars=${variables.join(',')}${isSandbox ? ` ${sandboxVolume(target)}` : ''} --quiet ${regionFlags(target)}`,
  ].join(' ')
}

/** Lets the functions that start runners run, watch and cancel one platform's job. */
export const allowStarters = (target: Target, platform: Platform) =>
  [...new Set([...runnerStarters].map(accountOf))].map(
    (account) =>
      `gcloud run jobs add-iam-policy-binding ${jobOf(platform)} --member=serviceAccount:${accountIn(target, account)} --role=roles/run.developer ${regionFlags(target)}`,
  )
