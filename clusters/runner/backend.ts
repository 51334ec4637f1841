import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunnerInputs } from '../../contract/runner.ts'
import type { StageName } from '../../contract/runs.ts'

/** The folder that a sandbox uses instead of a bucket. */
export const openSandboxFolder = (root: string | undefined, prefix: string): string => {
  if (!root) throw new Error('A sandbox stores its state in LABSEAT_SANDBOX_FOLDER. Set this variable.')
  const folder = join(root, prefix)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** The blob container of the states. Labseat creates it with each bucket, which in Azure is a storage account. */
export const azureContainer = 'labseat-state'

/** The name of a stage's state object below the prefix of its cluster. */
export const stateNameOf = (platform: RunnerInputs['platform'], stage: StageName): string =>
  platform === 'gcp' ? `${stage}/default.tfstate` : `${stage}.tfstate`

/** The inputs with the region of the state bucket, which can differ from the cluster's region. */
export type Inputs = RunnerInputs & { stateRegion?: string }

const backendOf = (inputs: Inputs, stage: StageName, root: string | undefined) => {
  const { prefix, cluster, platform } = inputs
  const key = `${prefix}/${stateNameOf(platform, stage)}`
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
          // The simulated AWS has no host names for buckets and no account ids.
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
      return { local: { path: join(openSandboxFolder(root, prefix), `${stage}.tfstate`) } }
  }
}

export const writeBackend = (folder: string, inputs: Inputs, stage: StageName, root: string | undefined) =>
  writeFileSync(
    join(folder, 'backend.tf.json'),
    JSON.stringify({ terraform: { backend: backendOf(inputs, stage, root) } }),
    { mode: 0o600 },
  )
