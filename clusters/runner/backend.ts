import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunnerInputs } from '../../contract/runner.ts'
import type { StageName } from '../../contract/runs.ts'

export const sandboxPlace = (root: string | undefined, prefix: string): string => {
  if (!root) throw new Error('A sandbox needs LABSEAT_SANDBOX_FOLDER, where it keeps its state.')
  const place = join(root, prefix)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  return place
}

/** Where Azure's blobs are: the account is the bucket, and this is made along with it. */
export const azureContainer = 'labseat-state'

/** What a stage's state is called beside the other objects of its cluster. */
export const stateName = (platform: RunnerInputs['platform'], stage: StageName): string =>
  platform === 'gcp' ? `${stage}/default.tfstate` : `${stage}.tfstate`

/** With where the state bucket is, if that is known to be elsewhere than the cluster. */
export type Stated = RunnerInputs & { stateRegion?: string }

const backendOf = (inputs: Stated, stage: StageName, root: string | undefined) => {
  const { prefix, cluster, platform } = inputs
  const key = `${prefix}/${stage}.tfstate`
  switch (platform) {
    case 'aws': {
      const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL
      return {
        s3: {
          bucket: cluster.stateBucket,
          key,
          region: inputs.stateRegion ?? cluster.region,
          encrypt: true,
          use_lockfile: true,
          // Someone else's server stands in for AWS: it knows neither buckets' host names nor AWS' own accounts.
          ...(endpoint && {
            use_path_style: true,
            skip_requesting_account_id: true,
            skip_region_validation: true,
            endpoints: { s3: endpoint },
          }),
        },
      }
    }
    case 'azure':
      return {
        azurerm: {
          storage_account_name: cluster.stateBucket,
          container_name: azureContainer,
          key,
          use_azuread_auth: true,
        },
      }
    case 'gcp':
      return { gcs: { bucket: cluster.stateBucket, prefix: `${prefix}/${stage}` } }
    case 'sandbox':
      return { local: { path: join(sandboxPlace(root, prefix), `${stage}.tfstate`) } }
  }
}

export const writeBackend = (folder: string, inputs: Stated, stage: StageName, root: string | undefined) =>
  writeFileSync(
    join(folder, 'backend.tf.json'),
    JSON.stringify({ terraform: { backend: backendOf(inputs, stage, root) } }),
    { mode: 0o600 },
  )
