import { documents } from '../documents.ts'
import { pseudonymOf } from './client-secret.ts'
import { clusterClientId } from './cluster-client-id.ts'

/**
 * The name of a person at the services of a cluster: the claim `sub`. It opens no secret, so endpoints of people may use it.
 *
 * @returns undefined for a cluster without a client
 */
export const clusterUserOf = async (clusterId: string, uid: string): Promise<string | undefined> => {
  const client = (await documents.client(clusterClientId(clusterId)).get()).data()
  return client && pseudonymOf(client.pseudonymKey, uid)
}
