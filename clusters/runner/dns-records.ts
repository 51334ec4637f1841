import * as z from 'zod'
import type { Leftover } from '../../contract/clusters.ts'
import { domainNameOf } from '../../domain/service-names.ts'
import { awsRequest } from './aws-request.ts'
import { requestAzureToken } from './azure-token.ts'
import type { Run } from './context.ts'
import { listPages, requestGoogle } from './google-request.ts'

/** The part of a run that a request about its DNS zone needs. */
export type DnsRun = Pick<Run, 'inputs' | 'credentials'> & { report: Pick<Run['report'], 'line'> }

/** A record of a cluster, and how to remove it. */
type DnsRecord = { id: string; remove: () => Promise<unknown> }
type Zone = { id: string; isOurs: (name: string) => boolean; domain: string }

const requireOk = (response: Response, what: string): Response => {
  if (!response.ok) throw Object.assign(new Error(what), { name: `status ${response.status}` })
  return response
}

const textOf = (xml: string, tag: string): string =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? ''

/** Route 53 serves all regions from one. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html */
const callRoute53 = async (
  run: DnsRun,
  zoneId: string,
  method: 'GET' | 'POST',
  query: string,
  body?: string,
) =>
  awsRequest(await run.credentials.get(), {
    service: 'route53',
    region: 'us-east-1',
    method,
    path: `/2013-04-01/hostedzone/${encodeURIComponent(zoneId)}/rrset${query}`,
    ...(body && { headers: { 'content-type': 'application/xml' }, body }),
  })

/** The list begins at the name of the cluster, and the names below it follow. */
const listOnAws = async (run: DnsRun, { id, isOurs, domain }: Zone): Promise<DnsRecord[]> => {
  const response = await callRoute53(run, id, 'GET', `?name=${domain}.&maxitems=100`)
  // The zone is gone, and its records with it.
  if (response.status === 404) return []
  const xml = await requireOk(response, 'Route 53 did not list the records').text()
  return [...xml.matchAll(/<ResourceRecordSet>.*?<\/ResourceRecordSet>/gs)].flatMap(([set]) => {
    // Route 53 writes an asterisk as an escape.
    const name = textOf(set, 'Name').replaceAll('\\052', '*')
    if (!isOurs(name)) return []
    const change = `<?xml version="1.0" encoding="UTF-8"?><ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes><Change><Action>DELETE</Action>${set}</Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`
    const remove = async () =>
      requireOk(await callRoute53(run, id, 'POST', '', change), 'Route 53 did not remove the record')
    return [{ id: `${name} ${textOf(set, 'Type')}`, remove }]
  })
}

const azureSets = z.object({
  value: z.array(z.object({ id: z.string(), type: z.string(), properties: z.object({ fqdn: z.string() }) })),
  nextLink: z.string().optional(),
})

/** https://learn.microsoft.com/rest/api/dns/record-sets/list-by-dns-zone */
const listOnAzure = async (run: DnsRun, { id, isOurs }: Zone): Promise<DnsRecord[]> => {
  const token = await requestAzureToken(await run.credentials.get(), 'https://management.azure.com/.default')
  const call = (url: string, method = 'GET') =>
    fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    })
  const version = 'api-version=2018-05-01'
  const records: DnsRecord[] = []
  let next: string | undefined = `https://management.azure.com${id}/recordsets?${version}`
  while (next) {
    const response = await call(next)
    if (response.status === 404) return []
    const page = azureSets.parse(await requireOk(response, 'Azure did not list the records').json())
    for (const set of page.value)
      if (isOurs(set.properties.fqdn))
        records.push({
          id: `${set.properties.fqdn} ${set.type.split('/').at(-1)}`,
          remove: async () =>
            requireOk(
              await call(`https://management.azure.com${set.id}?${version}`, 'DELETE'),
              'Azure did not remove the record',
            ),
        })
    next = page.nextLink?.startsWith('https://management.azure.com/') ? page.nextLink : undefined
  }
  return records
}

const googleSets = z.object({ rrsets: z.array(z.object({ name: z.string(), type: z.string() })).default([]) })

/** https://cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets */
const listOnGoogle = async (run: DnsRun, { id, isOurs }: Zone): Promise<DnsRecord[]> => {
  const { projectId = '' } = await run.credentials.get()
  const sets = `https://dns.googleapis.com/dns/v1/projects/${projectId}/managedZones/${encodeURIComponent(id)}/rrsets`
  const records: DnsRecord[] = []
  for await (const page of listPages(run, sets))
    for (const { name, type } of googleSets.parse(page).rrsets)
      if (isOurs(name))
        records.push({
          id: `${name} ${type}`,
          remove: () => requestGoogle(run, `${sets}/${encodeURIComponent(name)}/${type}`, 'DELETE'),
        })
  return records
}

const listRecords = (run: DnsRun): Promise<DnsRecord[]> => {
  const { platform, cluster } = run.inputs
  const { domain, name } = cluster
  if (!domain || platform === 'sandbox') return Promise.resolve([])
  const own = domainNameOf({ name, domain })
  const isOurs = (recordName: string) => {
    const plain = recordName.toLowerCase().replace(/\.$/, '')
    return plain === own || plain.endsWith(`.${own}`)
  }
  const zone = { id: domain.zoneId, isOurs, domain: own }
  const lists = { aws: listOnAws, azure: listOnAzure, gcp: listOnGoogle }
  return lists[platform](run, zone)
}

/**
 * Removes the records at and below the cluster's name that Terraform left, and those of a certificate's proof that a cluster did not clean up.
 * The name is the cluster's own, so no other record has it.
 *
 * @returns the records that stay
 */
export const removeDnsRecords = async (run: DnsRun): Promise<Leftover[]> => {
  const records = await listRecords(run)
  if (records.length === 0) return []
  for (const { id, remove } of records)
    try {
      await remove()
      run.report.line(`DNS record ${id}: deleted, it was not in Terraform's state`)
    } catch (error) {
      run.report.line(`DNS record ${id}: not deleted (${(error as Error).name})`)
    }
  return (await listRecords(run)).map(({ id }) => ({ id, kind: 'DNS record', region: 'global' }))
}
