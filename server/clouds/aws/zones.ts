import { maxZones, toZoneName, type Zone, type ZonesRequest } from '../zones.ts'
import { type AwsCredentials, homeRegion } from './client.ts'
import { notAwsError, toPlatformError } from './errors.ts'
import { resolveKeys } from './session.ts'
import { type AwsCaller, openCaller, sendSigned } from './signed-request.ts'

const pageSize = 100

const textOf = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1]

const toZones = (xml: string): Zone[] =>
  [...xml.matchAll(/<HostedZone>(.*?)<\/HostedZone>/gs)].flatMap(([, zone = '']) => {
    const name = textOf(zone, 'Name')
    const id = textOf(zone, 'Id')?.replace('/hostedzone/', '')
    return name && id && textOf(zone, 'PrivateZone') !== 'true' ? [{ name: toZoneName(name), id }] : []
  })

const readPage = async (
  caller: AwsCaller,
  path: string,
  query: Record<string, string>,
  signal: AbortSignal,
): Promise<string> => {
  const request = {
    service: 'route53',
    host: 'route53.amazonaws.com',
    method: 'GET',
    path: `/2013-04-01/${path}`,
    query,
  } as const
  const response = await sendSigned(caller, request, signal)
  const xml = await response.text()
  if (!xml.includes('<')) throw notAwsError()
  if (response.ok) return xml
  throw {
    Code: textOf(xml, 'Code'),
    message: textOf(xml, 'Message'),
    $metadata: { httpStatusCode: response.status },
  }
}

/**
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByName.html and API_ListHostedZones.html. Route 53 serves all
 * regions from one.
 * @throws Refused, Unreachable
 */
export const listZones = async (
  credentials: AwsCredentials,
  { name, signal }: ZonesRequest,
): Promise<Zone[]> => {
  try {
    const caller = await openCaller(await resolveKeys(credentials, signal), homeRegion)
    const maxitems = String(pageSize)
    if (name !== undefined)
      return toZones(await readPage(caller, 'hostedzonesbyname', { dnsname: `${name}.`, maxitems }, signal))
    const zones: Zone[] = []
    for (let marker = ''; zones.length < maxZones; ) {
      const xml = await readPage(caller, 'hostedzone', { maxitems, ...(marker && { marker }) }, signal)
      zones.push(...toZones(xml))
      marker = textOf(xml, 'NextMarker') ?? ''
      if (!marker) break
    }
    return zones
  } catch (error) {
    throw toPlatformError(error, 'list the DNS zones', signal)
  }
}
