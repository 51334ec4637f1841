import { randomBytes } from 'node:crypto'
import type { WriteBatch } from '@google-cloud/firestore'
import * as z from 'zod'
import { type ClientDocument, clientDocument } from '../../contract/clients.ts'
import { openVault } from '../cloud-accounts/secrets.ts'
import { db, documents, toFields } from '../documents.ts'
import { grpc } from '../problem.ts'
import { readDocument } from '../read-document.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { SealedSecret } from '../vault.ts'
import { createClientSecret, createPseudonymKey, workKeyOf } from './client-secret.ts'
import { clusterClientId } from './cluster-client-id.ts'

/** `serviceToken` lets Labseat call the JupyterHub of the cluster. */
const sealedSecret = z.object({ secret: z.string(), serviceToken: z.string() })

type Services = {
  clusterId: string
  /** As people see it on the page of the sign-in. */
  name: string
  ownerId: string
  eventId: string | null
  /** One exact address for each service, such as https://jupyter.example.com/hub/oauth_callback. */
  redirectUris: string[]
  logoutUris: string[]
}

/** 256 random bits in hexadecimal. */
const createServiceToken = () => randomBytes(32).toString('hex')

const seal = async (clientId: string, secret: string) =>
  (await openVault()).seal({ secret, serviceToken: createServiceToken() }, { clientId })

/**
 * Registers the client of a cluster, with a secret that is encrypted at rest. Adds to the batch.
 * @throws Problem `unavailable` if the key service does not respond
 */
export const addClusterClient = async (
  batch: WriteBatch,
  { clusterId, ...services }: Services,
  now: string,
): Promise<void> => {
  const clientId = clusterClientId(clusterId)
  const { secret, secretHash } = createClientSecret()
  const client: ClientDocument = {
    ...services,
    audience: 'event',
    clusterId,
    secretHash,
    pseudonymKey: createPseudonymKey(),
    secretChangedAt: now,
    createdAt: now,
    updatedAt: now,
  }
  batch.create(documents.client(clientId), client)
  batch.create(documents.clientSecret(clientId), await seal(clientId, secret))
}

/** Replaces the secret and the service token. The services sign nobody in until a run has handed them the new one. Adds to the batch. */
export const rotateClusterClient = async (
  batch: WriteBatch,
  clusterId: string,
  now: string,
): Promise<void> => {
  const clientId = clusterClientId(clusterId)
  const { secret, secretHash } = createClientSecret()
  batch.update(
    documents.client(clientId),
    toFields(clientDocument, { secretHash, secretChangedAt: now, updatedAt: now }),
  )
  batch.set(documents.clientSecret(clientId), await seal(clientId, secret))
}

/** Follows a change of the services' addresses, name, owner or event. Adds to the batch. */
export const changeClusterClient = (
  batch: WriteBatch,
  { clusterId, ...services }: Services,
  now: string,
): void => {
  batch.update(
    documents.client(clusterClientId(clusterId)),
    toFields(clientDocument, { ...services, updatedAt: now }),
  )
}

type OpenClient = { clientId: string; secret: string; serviceToken: string; workKey: string }

const openSecret = async (sealed: SealedSecret, clientId: string) =>
  (await openVault()).open(sealed, { clientId }, sealedSecret)

/** What the services of a cluster need to sign people in. @returns undefined for a cluster without a client */
export const openClusterClient = async (clusterId: string): Promise<OpenClient | undefined> => {
  const clientId = clusterClientId(clusterId)
  const [sealedSnapshot, clientSnapshot] = await Promise.all([
    documents.clientSecret(clientId).get(),
    documents.client(clientId).get(),
  ])
  const [sealed, client] = [sealedSnapshot.data(), clientSnapshot.data()]
  if (!sealed || !client) return undefined
  return { clientId, ...(await openSecret(sealed, clientId)), workKey: workKeyOf(client.pseudonymKey) }
}

/** The token with which Labseat calls the JupyterHub of a cluster. @returns undefined for a cluster without a client */
export const openServiceToken = async (clusterId: string): Promise<string | undefined> => {
  const clientId = clusterClientId(clusterId)
  const sealed = (await readDocument(documents.clientSecret(clientId))).data()
  return sealed && (await openSecret(sealed, clientId)).serviceToken
}

const callbackPath = 'hub/oauth_callback'

/**
 * Registers the address of a cluster's JupyterHub, and the client with it where the cluster has none. Addresses of other services stay. It
 * may run twice, and at the same time as itself.
 *
 * @param hubUrl with a slash at the end
 * @throws Problem `unavailable` if the key service does not respond
 */
export const registerHub = (
  cluster: Pick<Services, 'clusterId' | 'name' | 'ownerId' | 'eventId'>,
  hubUrl: string,
  now: string,
): Promise<void> =>
  retryOnConflict(async () => {
    const callback = new URL(callbackPath, hubUrl).href
    const snapshot = await documents.client(clusterClientId(cluster.clusterId)).get()
    const client = snapshot.data()
    const batch = db.batch()
    if (!client) {
      await addClusterClient(batch, { ...cluster, redirectUris: [callback], logoutUris: [] }, now)
    } else {
      const otherUris = client.redirectUris.filter((uri) => !uri.endsWith(`/${callbackPath}`))
      const redirectUris = [...otherUris, callback]
      if (redirectUris.join() === client.redirectUris.join()) return
      batch.update(snapshot.ref, toFields(clientDocument, { redirectUris, updatedAt: now }), {
        lastUpdateTime: snapshot.updateTime!,
      })
    }
    await batch.commit()
  }, [grpc.alreadyExists])
