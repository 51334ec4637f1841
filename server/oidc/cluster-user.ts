import { documents } from '../documents.ts'
import { readDocument } from '../read-document.ts'
import { pseudonymOf } from './client-secret.ts'
import { clusterClientId } from './cluster-client-id.ts'

/** The key of a client never changes, so an instance reads it once for each cluster. */
const keys = new Map<string, string>()
const maxKeys = 1000

/** @returns undefined for a cluster without a client, which may get one later */
const readPseudonymKey = async (clusterId: string): Promise<string | undefined> => {
  const known = keys.get(clusterId)
  if (known) return known
  const client = (await readDocument(documents.client(clusterClientId(clusterId)))).data()
  if (!client) return undefined
  if (keys.size >= maxKeys) keys.clear()
  keys.set(clusterId, client.pseudonymKey)
  return client.pseudonymKey
}

/**
 * The name of a person at the services of a cluster: the claim `sub`. It opens no secret, so endpoints of people may use it.
 *
 * @returns undefined for a cluster without a client
 */
export const clusterUserOf = async (clusterId: string, uid: string): Promise<string | undefined> => {
  const key = await readPseudonymKey(clusterId)
  return key && pseudonymOf(key, uid)
}

/** Who has which name at the services of a cluster. @returns uids by the claim `sub`; empty for a cluster without a client */
export const clusterUsersOf = async (
  clusterId: string,
  uids: readonly string[],
): Promise<Map<string, string>> => {
  const key = await readPseudonymKey(clusterId)
  return new Map(key ? uids.map((uid) => [pseudonymOf(key, uid), uid]) : [])
}
