import { createAuthorize } from './azure-authorize.ts'
import type { AzureWorld } from './azure-world.ts'
import { azure, dnsZones, google } from './demo.ts'
import type { Routes } from './double.ts'
import { asAccount, deny } from './google-errors.ts'
import type { GoogleWorld } from './google-world.ts'

const azureIdOf = (subscription: string, name: string) =>
  `/subscriptions/${subscription}/resourceGroups/dns/providers/Microsoft.Network/dnszones/${name}`

/** Azure DNS, whose lists continue at a link: https://learn.microsoft.com/rest/api/dns/zones/list */
export const azureZoneRoutes = (world: AzureWorld): Routes => ({
  'GET /subscriptions/{subscription}/providers/Microsoft.Network/dnszones': createAuthorize(world)(
    'Microsoft.Network/dnszones/read',
    (request) => {
      const { subscription } = request
      const names = subscription === azure.subscription ? dnsZones : []
      const isSecond = request.query.get('$skipToken') !== null
      const page = isSecond ? names.slice(1) : names.slice(0, 1)
      const path = `/subscriptions/${subscription}/providers/Microsoft.Network/dnszones`
      return {
        json: {
          value: page.map((name) => ({ id: azureIdOf(subscription, name), name })),
          ...(!isSecond &&
            names.length > 1 && {
              nextLink: `${request.origin}${path}?api-version=2018-05-01&$skipToken=second`,
            }),
        },
      }
    },
  ),
})

/** Cloud DNS: https://cloud.google.com/dns/docs/reference/rest/v1/managedZones/list */
export const googleZoneRoutes = (world: GoogleWorld): Routes => ({
  'GET /dns.googleapis.com/dns/v1/projects/{id}/managedZones': asAccount(
    world,
    ({ params: { id = '' }, query }, email) => {
      if (!world.accounts.get(email)?.grants[id]) return deny('The caller does not have permission')
      const exactName = query.get('dnsName')
      const zones = (id === google.project ? dnsZones : []).map((name) => ({
        kind: 'dns#managedZone',
        name: name.replaceAll('.', '-'),
        dnsName: `${name}.`,
        visibility: 'public',
      }))
      const internal = { ...zones[0], name: 'internal', visibility: 'private' }
      const all = zones.length > 0 ? [internal, ...zones] : []
      return {
        json: {
          kind: 'dns#managedZonesListResponse',
          managedZones: all.filter(({ dnsName }) => !exactName || dnsName === exactName),
        },
      }
    },
  ),
})
