import { config } from '../config.ts'
import { openServiceToken } from '../oidc/cluster-client.ts'
import { createHub, type Hub } from './hub.ts'
import { readHubUrl } from './hub-url.ts'

/** The JupyterHub at `url`, with Labseat's token for it. Importing this file gives a function the right to open secrets. */
export const openHub = async (clusterId: string, url: string): Promise<Hub | undefined> => {
  const token = await openServiceToken(clusterId)
  return token === undefined ? undefined : createHub({ url, token, allowPrivate: config.emulated })
}

/**
 * The JupyterHub of a cluster.
 *
 * @returns undefined while the cluster has none: not built yet, without the service, or without an address outside the cluster
 * @throws Problem `unavailable` if the key service does not respond
 */
export const openClusterHub = async (clusterId: string): Promise<Hub | undefined> => {
  const url = await readHubUrl(clusterId)
  return url === undefined ? undefined : openHub(clusterId, url)
}
