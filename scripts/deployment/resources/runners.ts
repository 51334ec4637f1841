import type { Platform } from '../../../contract/cloud-credentials.ts'
import { findDifferences } from '../differences.ts'
import type { Json } from '../google.ts'
import { runnerStarters } from '../needs.ts'
import { type Grant, policyAt, policyResource } from '../policy.ts'
import { create, ignoreAbsence, type Resource, type Session, unchanged } from '../resource.ts'
import { accountIn, accountNames, locationPath, memberOf, sandboxBucket, type Target } from '../target.ts'
import { accountOf, apiUrl } from './functions.ts'
import { runApi } from './services.ts'

/** Each platform has a Cloud Run job, named `labseat-runner-PLATFORM`, with an image built from clusters/Dockerfile. */
export const runnerPlatforms: readonly Platform[] = ['aws', 'azure', 'gcp', 'sandbox']
export const runnerImage = (platform: Platform) => `runner-${platform}`
export const jobName = (platform: Platform) => `labseat-${runnerImage(platform)}`
export const jobsPath = (target: Target) => `${runApi}/${locationPath(target)}/jobs`

const sandboxFolder = '/var/lib/labseat'
/** The user of the image (clusters/Dockerfile). Cloud Run mounts a bucket as root otherwise. */
const runnerUser = 10001
/** 115 minutes: the API gives a runner a little less (functions/runner/claim.ts). */
const timeoutSeconds = 115 * 60

/** The sandbox has no cloud, so a bucket of this project stores its Terraform state. */
const sandboxVolume = (target: Target): Json => ({
  name: 'state',
  gcs: { bucket: sandboxBucket(target), mountOptions: [`uid=${runnerUser}`, `gid=${runnerUser}`] },
})

const templateOf = (target: Target, platform: Platform, { facts }: Session): Json => {
  const isSandbox = platform === 'sandbox'
  const variables = {
    LABSEAT_API_URL: apiUrl(target),
    ...(isSandbox && { LABSEAT_SANDBOX_FOLDER: sandboxFolder }),
  }
  return {
    taskCount: 1,
    template: {
      serviceAccount: accountIn(target, isSandbox ? 'sandbox' : 'runner'),
      // Labseat counts attempts itself.
      maxRetries: 0,
      timeout: `${timeoutSeconds}s`,
      containers: [
        {
          image: facts.images.get(runnerImage(platform)) ?? '(built in the deployment)',
          env: Object.entries(variables).map(([name, value]) => ({ name, value })),
          // Cloud Run's disk is memory. The provider of AWS alone has 707 MB, and both stages use it at a time.
          resources: { limits: { cpu: '2', memory: isSandbox ? '1Gi' : '4Gi' } },
          ...(isSandbox && { volumeMounts: [{ name: 'state', mountPath: sandboxFolder }] }),
        },
      ],
      ...(isSandbox && { volumes: [sandboxVolume(target)] }),
    },
  }
}

const job = (target: Target, platform: Platform): Resource => {
  const path = `${jobsPath(target)}/${jobName(platform)}`
  const bodyOf = (session: Session) => ({
    labels: { labseat: 'runner' },
    template: templateOf(target, platform, session),
  })
  return {
    id: `job ${jobName(platform)}`,
    phase: 'release',
    group: 'runners',
    compare: async (session) => {
      const actual = await session.google.find(path)
      if (!actual) return create()
      const differences = findDifferences(bodyOf(session), actual)
      return differences.length > 0 ? { verb: 'update', details: differences } : unchanged
    },
    apply: async (session) =>
      void (await session.google.run('PATCH', `${path}?allowMissing=true`, bodyOf(session))),
    remove: ({ google }) => google.run('DELETE', path).then(() => {}, ignoreAbsence),
  }
}

/** Lets the accounts of functions that start runners run, watch and cancel one platform's job. */
const starters = (target: Target, platform: Platform): Resource => {
  const ours = new Set<string>(accountNames.map((name) => memberOf(target, name)))
  const accounts = [...new Set([...runnerStarters].map(accountOf))]
  return policyResource({
    id: `starters of ${jobName(platform)}`,
    phase: 'release',
    group: 'starters of runners',
    api: policyAt(`${jobsPath(target)}/${jobName(platform)}`),
    grants: accounts.map((name): Grant => ['roles/run.developer', memberOf(target, name)]),
    isOurs: (member) => ours.has(member),
  })
}

export const runnerResources = (target: Target): Resource[] => [
  ...runnerPlatforms.map((platform) => job(target, platform)),
  ...runnerPlatforms.map((platform) => starters(target, platform)),
]
