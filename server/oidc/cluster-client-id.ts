import type { WriteBatch } from '@google-cloud/firestore'
import { documents } from '../documents.ts'

/** The services of a cluster sign people in with one client. Its id names the cluster. */
export const clusterClientId = (clusterId: string): string => `cluster-${clusterId}`

/** Nobody signs in with it from then on, and its tokens end. Adds to the batch; a cluster without a client stays without. */
export const deleteClusterClient = (batch: WriteBatch, clusterId: string): void => {
  const clientId = clusterClientId(clusterId)
  batch.delete(documents.client(clientId))
  batch.delete(documents.clientSecret(clientId))
}
