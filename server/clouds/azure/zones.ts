import { toZoneName, type Zone, type ZonesRequest } from '../zones.ts'
import { readPages } from './read-pages.ts'
import { type AzureCredentials, azureSession } from './session.ts'

/** https://learn.microsoft.com/rest/api/dns/zones/list */
type AzureZone = { id?: string; name?: string }

/** Azure lists at most 100 zones a page, and a subscription has at most 250. @throws Refused, Rejected, Unreachable */
export const listZones = async (credentials: AzureCredentials, { signal }: ZonesRequest): Promise<Zone[]> => {
  const session = await azureSession(credentials, signal)
  const path = `/subscriptions/${credentials.subscriptionId}/providers/Microsoft.Network/dnszones?api-version=2018-05-01`
  const zones = (await session.run(() => readPages(session, path))) as AzureZone[]
  return zones.flatMap(({ id, name }) => (id && name ? [{ name: toZoneName(name), id }] : []))
}
