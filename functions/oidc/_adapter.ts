import { type Adapter, errors, type Payload } from 'oidc-provider'
import type { ClientDocument } from '../../contract/clients.ts'
import { id } from '../../contract/common.ts'
import { documents } from '../../server/documents.ts'
import {
  consumeArtifact,
  deleteArtifact,
  deleteArtifactsOfGrant,
  findArtifact,
  findSessionPayload,
  saveArtifact,
} from '../../server/oidc/artifacts.ts'

/** @returns undefined for a client that does not exist */
export const findClient = async (clientId: string): Promise<ClientDocument | undefined> =>
  id.safeParse(clientId).success ? (await documents.client(clientId).get()).data() : undefined

/** A client as the provider's metadata: https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata */
const toMetadata = (clientId: string, client: ClientDocument): Payload => ({
  client_id: clientId,
  client_name: client.name,
  // The digest: functions/oidc/_provider.ts compares with it.
  client_secret: client.secretHash,
  redirect_uris: client.redirectUris,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  response_modes: ['query'],
  token_endpoint_auth_method: 'client_secret_basic',
  subject_type: 'pairwise',
  // Every client is a sector for itself, with any number of hosts. Nobody fetches this address.
  sector_identifier_uri: `https://${clientId.toLowerCase()}.invalid/`,
})

/** Where the provider stores its models. It reads a client at each request, so a change of one counts at once. */
export const createAdapter = (kind: string): Adapter => ({
  upsert: (id, payload, lifetimeSeconds) => saveArtifact(kind, id, payload as never, lifetimeSeconds),
  find: async (id) => {
    if (kind !== 'Client') return findArtifact(kind, id)
    const client = await findClient(id)
    return client && toMetadata(id, client)
  },
  findByUid: findSessionPayload,
  findByUserCode: async () => undefined,
  consume: async (id) => {
    // Two requests with one code at the same moment: the second one gets nothing.
    if (!(await consumeArtifact(kind, id))) throw new errors.InvalidGrant(`${kind} already consumed`)
  },
  destroy: (id) => deleteArtifact(kind, id),
  revokeByGrantId: deleteArtifactsOfGrant,
})
