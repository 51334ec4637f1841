import { maxZones, toZoneName, type Zone, type ZonesRequest } from '../zones.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import { gcpSession } from './session.ts'

/** https://cloud.google.com/dns/docs/reference/rest/v1/managedZones/list */
type Page = {
  managedZones?: { name?: string; dnsName?: string; visibility?: string }[]
  nextPageToken?: string
}

/** @throws Refused, Rejected, Unreachable */
export const listZones = async (
  credentials: GcpCredentials,
  { name, signal }: ZonesRequest,
): Promise<Zone[]> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const zones: Zone[] = []
  let pageToken: string | undefined
  do {
    const query = new URLSearchParams({
      ...(name !== undefined && { dnsName: `${name}.` }),
      ...(pageToken && { pageToken }),
    })
    const url = `https://dns.googleapis.com/dns/v1/projects/${projectOf(credentials)}/managedZones?${query}`
    const { data } = await session.run(() => session.client.request<Page>({ url }))
    for (const { name: id, dnsName, visibility } of data.managedZones ?? [])
      if (id && dnsName && visibility !== 'private') zones.push({ name: toZoneName(dnsName), id })
    pageToken = data.nextPageToken
  } while (pageToken && zones.length < maxZones)
  return zones
}
