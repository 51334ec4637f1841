import { config } from '../config.ts'
import { documents } from '../documents.ts'
import { openClusterClient } from '../oidc/cluster-client.ts'
import { createHub, type Hub } from './hub.ts'

/**
 * The JupyterHub of a cluster, with Labseat's token for it. Importing this file gives a function the right to open secrets.
 *
 * @returns undefined while the cluster has none: not built yet, without the service, or without an address outside the cluster
 * @throws Problem `unavailable` if the key service does not respond
 */
export const openClusterHub = async (clusterId: string): Promise<Hub | undefined> => {
  const cluster = (await documents.cluster(clusterId).get()).data()
  const url = cluster?.links.find(({ service }) => service === 'jupyterhub')?.url
  const client = url && (await openClusterClient(clusterId))
  if (!client) return undefined
  return createHub({ url, token: client.serviceToken, allowPrivate: config.emulated })
}
