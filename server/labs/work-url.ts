import { createHmac } from 'node:crypto'
import { documents } from '../documents.ts'
import { pseudonymOf, workKeyOf } from '../oidc/client-secret.ts'
import { clusterClientId } from '../oidc/cluster-client-id.ts'

const lifeMs = 5 * 60_000

/** clusters/shared/apps/hub/labseat_pages.py computes the same. */
const signatureOf = (workKey: string, name: string, expires: number) =>
  createHmac('sha256', workKey).update(`work ${name} ${expires}`).digest('hex')

/**
 * An address at the hub of a sandbox that gives a person's folder as a ZIP file. The hub checks the signature, so the person needs neither a
 * session there nor a server. It opens no secret: the key comes from the cluster's client.
 *
 * @returns undefined for a cluster without a client
 */
export const createWorkUrl = async (
  clusterId: string,
  hubUrl: string,
  uid: string,
  now: string,
): Promise<{ url: string; expiresAt: string } | undefined> => {
  const client = (await documents.client(clusterClientId(clusterId)).get()).data()
  if (!client) return undefined
  const name = pseudonymOf(client.pseudonymKey, uid)
  const expires = Math.floor((Date.parse(now) + lifeMs) / 1000)
  const url = new URL(`hub/labseat/work/${name}`, hubUrl)
  url.searchParams.set('expires', String(expires))
  url.searchParams.set('signature', signatureOf(workKeyOf(client.pseudonymKey), name, expires))
  return { url: url.href, expiresAt: new Date(expires * 1000).toISOString() }
}
