import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import type { Run } from './context.ts'
import { hasClusterTags } from './ec2.ts'
import { callEks } from './eks.ts'

const pollMs = 5_000
/** EKS takes about five minutes for a node group and ten for a cluster. */
const timeoutMs = 25 * 60_000

const describedCluster = z.object({
  cluster: z.object({ tags: z.record(z.string(), z.string()).default({}) }),
})
const listedGroups = z.object({ nodegroups: z.array(z.string()) })

const requireOk = (response: Response, what: string): Response => {
  if (!response.ok) throw new Error(`${what} (status ${response.status})`)
  return response
}

const removeAndWait = async (run: Run, path: string, what: string): Promise<void> => {
  const removed = await callEks(run, 'DELETE', path)
  if (removed.status !== 404) requireOk(removed, `EKS refused to delete ${what}`)
  run.report.line(`${what}: is being deleted, it was not in Terraform's state`)
  for (const since = performance.now(); performance.now() - since < timeoutMs; ) {
    run.stop.throwIfRequested()
    if ((await callEks(run, 'GET', path)).status === 404) return run.report.line(`${what}: deleted`)
    await wait(pollMs, undefined, { signal: run.stop.signal }).catch(() => {})
  }
  throw new Error(`${what} was not deleted in time`)
}

/**
 * Removes the EKS cluster that Terraform's state does not have: its node groups first, because EKS keeps a cluster with nodes. A cluster without
 * the tags of this cluster stays. A failure becomes a line of the log; the search for leftovers then lists the cluster.
 *
 * @throws Stopped
 */
export const removeEksCluster = async (run: Run): Promise<void> => {
  const { name } = run.inputs.cluster
  try {
    const response = await callEks(run, 'GET', '')
    if (response.status === 404) return
    const { cluster } = describedCluster.parse(await requireOk(response, 'EKS did not answer').json())
    if (!hasClusterTags(run, cluster.tags)) return
    const groups = await callEks(run, 'GET', '/node-groups')
    const { nodegroups } = listedGroups.parse(
      await requireOk(groups, 'EKS did not list the node groups').json(),
    )
    for (const group of nodegroups)
      await removeAndWait(run, `/node-groups/${encodeURIComponent(group)}`, `EKS node group ${group}`)
    await removeAndWait(run, '', `EKS cluster ${name}`)
  } catch (error) {
    run.stop.throwIfRequested()
    run.report.line(`The EKS cluster ${name} could not be removed: ${(error as Error).message}.`)
  }
}
