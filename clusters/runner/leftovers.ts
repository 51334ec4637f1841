import type { Leftover } from '../../contract/clusters.ts'
import type { Run } from './context.ts'
import { createAttempt, type Sweep, startSweep } from './sweep.ts'

/** Removes what Kubernetes created for its services until `end`. Terraform does not know it, and it blocks the deletion of the network. */
export const sweepKubernetes = async (run: Run): Promise<Sweep> => {
  switch (run.inputs.platform) {
    case 'aws': {
      const { removeOfKubernetes } = await import('./kubernetes-aws.ts')
      return startSweep(run, (attempt) => removeOfKubernetes(run, attempt))
    }
    case 'gcp': {
      const { removeOfKubernetes } = await import('./kubernetes-gcp.ts')
      return startSweep(run, (attempt) => removeOfKubernetes(run, attempt, { clusterExists: true }))
    }
    // The resource group has what Kubernetes created on Azure, and goes as a whole.
    case 'azure':
    case 'sandbox':
      return { end: async () => {} }
  }
}

/** Removes the cluster itself where Terraform has not removed it, because the state is missing or does not have it. */
export const removeClusterItself = async (run: Run): Promise<void> => {
  if (run.inputs.platform !== 'aws') return
  const { removeEksCluster } = await import('./remove-cluster-aws.ts')
  await removeEksCluster(run)
}

/** The regions of the search. The lists of Azure and Google Cloud always include all regions. */
export const searchedRegions = ({ inputs }: Pick<Run, 'inputs'>): string[] => [
  ...new Set([inputs.cluster.region, ...inputs.regions]),
]

const findOnAws = async (run: Run): Promise<Leftover[]> => {
  const { removeVolumes } = await import('./kubernetes-aws.ts')
  await removeVolumes(run)
  const { findAwsLeftovers } = await import('./leftovers-aws.ts')
  const left = await findAwsLeftovers(run)
  // Without its network and roles, a cluster that still lives could not be removed.
  if (left.length === 0 || left.some(({ kind }) => kind === 'EKS cluster')) return left
  const { removeLeftovers } = await import('./remove-leftovers-aws.ts')
  return (await removeLeftovers(run, left)) ? findAwsLeftovers(run) : left
}

const findOnGoogle = async (run: Run): Promise<Leftover[]> => {
  const { findGoogleLeftovers } = await import('./leftovers-gcp.ts')
  const left = await findGoogleLeftovers(run)
  if (left.length === 0) return left
  const { removeOfKubernetes } = await import('./kubernetes-gcp.ts')
  const clusterExists = left.some(({ kind }) => kind === 'GKE cluster')
  await removeOfKubernetes(run, createAttempt(run).attempt, { clusterExists })
  return findGoogleLeftovers(run)
}

const findOnPlatform = async (run: Run): Promise<Leftover[]> => {
  switch (run.inputs.platform) {
    case 'aws':
      return findOnAws(run)
    case 'azure':
      return (await import('./leftovers-azure.ts')).findAzureLeftovers(run)
    case 'gcp':
      return findOnGoogle(run)
    case 'sandbox':
      return (await import('./leftovers-sandbox.ts')).findSandboxLeftovers(run)
  }
}

/**
 * Searches every region of the account for resources with the cluster's tags or names, and its DNS zone. On AWS and Google Cloud it first
 * removes the leftovers that it can, and on every platform the records.
 */
export const findLeftovers = async (run: Run): Promise<Leftover[]> => {
  const left = await findOnPlatform(run)
  if (!run.inputs.cluster.domain) return left
  const { removeDnsRecords } = await import('./dns-records.ts')
  return [...left, ...(await removeDnsRecords(run))]
}
