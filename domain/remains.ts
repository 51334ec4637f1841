import type { Leftover, StoredCluster } from '../contract/clusters.ts'
import type { RunDocument } from '../contract/runs.ts'

type RunOfCluster = Pick<RunDocument, 'command' | 'createdAt' | 'resources' | 'failure'>

/** The type of a resource in Terraform's address: `aws_vpc` of `module.vpc.aws_vpc.this[0]`. */
const typeIn = (address: string): string =>
  /(?:^|\.)([a-z0-9]+(?:_[a-z0-9]+)+)\.[^.]+$/.exec(address)?.[1] ?? address

/** What the runs of a cluster created and did not remove, by Terraform's addresses. Terraform also knows a resource whose creation failed. */
const knownFrom = (runs: readonly RunOfCluster[], region: string): Leftover[] => {
  const known = new Map<string, Leftover>()
  const inOrder = [...runs].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  for (const { address, stage, action, state } of inOrder.flatMap(({ resources }) => resources)) {
    const key = `${stage} ${address}`
    if (action === 'delete' && state === 'done') known.delete(key)
    else if ((action === 'create' || action === 'replace') && state !== 'planned')
      known.set(key, { id: address, kind: typeIn(address), region })
  }
  return [...known.values()]
}

/**
 * What stays in the cloud when Labseat forgets a cluster: the cloud's own list if the last destroy got that far, otherwise the resources that
 * the runs report.
 */
export const remainsOf = (
  { inventory, region }: Pick<StoredCluster, 'inventory' | 'region'>,
  runs: readonly RunOfCluster[],
): Leftover[] => {
  const last = runs
    .filter(({ command }) => command === 'destroy')
    .reduce<RunOfCluster | undefined>((a, b) => (a && a.createdAt > b.createdAt ? a : b), undefined)
  return inventory && last?.failure?.reason === 'leftovers' ? inventory.left : knownFrom(runs, region)
}
