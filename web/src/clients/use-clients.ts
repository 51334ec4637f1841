import type { Client } from '../../../contract/clients.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'

/** A client with the secret that the API gave once. */
export type ClientWithSecret = Client & { secret: string }

/** The caller's clients; all clients for an admin. They are not live, because their documents hold keys. */
export const useClients = () =>
  usePages(
    'clients',
    (cursor, signal) =>
      answer(api.GET('/v1/clients', { params: { query: { limit: 20, ...(cursor && { cursor }) } }, signal })),
    (client: Client) => client.id,
  )
