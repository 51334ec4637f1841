import type { ClusterDocument } from '../../contract/clusters.ts'
import { documents } from '../documents.ts'
import { readDocument } from '../read-document.ts'

/** Where browsers reach the JupyterHub of a cluster. Undefined without the service, and without an address outside the cluster. */
export const hubUrlOf = (cluster: Pick<ClusterDocument, 'links'> | undefined): string | undefined =>
  cluster?.links.find(({ service }) => service === 'jupyterhub')?.url

/** A hub moves only when its cluster changes. For this long an instance leads people to the address that it knows. */
const knownForMs = 30_000
const maxKnown = 1000
const known = new Map<string, { url: string; untilMs: number }>()

/**
 * The address of the hub of a cluster, which can be half a minute old. So a crowd that opens a lab reads the cluster once. Rights never come
 * from here.
 */
export const readHubUrl = async (clusterId: string): Promise<string | undefined> => {
  const entry = known.get(clusterId)
  if (entry && entry.untilMs > performance.now()) return entry.url
  const url = hubUrlOf((await readDocument(documents.cluster(clusterId))).data())
  if (known.size >= maxKnown) known.clear()
  if (url) known.set(clusterId, { url, untilMs: performance.now() + knownForMs })
  else known.delete(clusterId)
  return url
}
