import type { Leftover } from '../../contract/clusters.ts'
import type { Run } from './context.ts'

/** What in a cluster others than Terraform made, and would keep its network from going: load balancers of Kubernetes' services. */
export const clearBefore = async (run: Run): Promise<void> => {
  if (run.inputs.platform !== 'aws') return
  const { removeLoadBalancers } = await import('./clear-aws.ts')
  await removeLoadBalancers(run)
}

/** Where is looked for what is left: at least there, for Azure and Google Cloud tell of all their regions at once. */
export const regionsOf = ({ inputs }: Pick<Run, 'inputs'>): string[] => [
  ...new Set([inputs.cluster.region, ...inputs.regions]),
]

/** What the cloud itself says is still there of a cluster, by its tags and names, in every region of the account. */
export const leftoversOf = async (run: Run): Promise<Leftover[]> => {
  switch (run.inputs.platform) {
    case 'aws': {
      const { removeVolumes } = await import('./clear-aws.ts')
      await removeVolumes(run)
      const { leftoversOfAws } = await import('./sweep-aws.ts')
      const left = await leftoversOfAws(run)
      const { removeLeftovers } = await import('./remove-aws.ts')
      return left.length && (await removeLeftovers(run, left)) ? leftoversOfAws(run) : left
    }
    case 'azure':
      return (await import('./sweep-azure.ts')).leftoversOfAzure(run)
    case 'gcp':
      return (await import('./sweep-gcp.ts')).leftoversOfGoogle(run)
    case 'sandbox':
      return (await import('./sweep-sandbox.ts')).leftoversOfSandbox(run)
  }
}
