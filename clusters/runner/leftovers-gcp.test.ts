import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createDouble, type Routes } from '../../scripts/stack/clouds/double.ts'
import type { GoogleAccount } from './google-request.ts'
import { removeOfKubernetes } from './kubernetes-gcp.ts'
import { findGoogleLeftovers } from './leftovers-gcp.ts'
import { createAttempt } from './sweep.ts'

const project = 'labs-project'
const name = 'lab-abc123'
const api = 'https://www.googleapis.com/compute/v1'
const at = (path: string) => `${api}/projects/${project}/${path}`
const network = at(`global/networks/${name}`)
const region = 'regions/europe-west1'
const zone = 'zones/europe-west1-b'

type Item = { selfLink: string } & Record<string, unknown>
const item = (path: string, fields: object = {}): Item => ({
  name: path.split('/').at(-1),
  selfLink: at(path),
  ...(path.startsWith('regions') && { region: at(region) }),
  ...(path.startsWith('zones') && { zone: at(zone) }),
  ...fields,
})

/** What GKE leaves behind, and similar resources that belong to other networks. */
const leftBehind = () => ({
  firewalls: [
    item(`global/firewalls/gke-${name}-1a2b-all`, { network }),
    item('global/firewalls/k8s-fw-a1b2', { network }),
    item('global/firewalls/default-allow-ssh', { network: at('global/networks/default') }),
    item('global/firewalls/k8s-fw-of-others', { network: at(`global/networks/${name}4`) }),
  ],
  forwardingRules: [
    item(`${region}/forwardingRules/a1b2`, { target: at(`${region}/targetPools/a1b2`) }),
    item(`${region}/forwardingRules/a3c4`, { backendService: at(`${region}/backendServices/k8s2-a3c4`) }),
    item(`${region}/forwardingRules/internal`, { network }),
    item(`${region}/forwardingRules/of-others`, { target: at(`${region}/targetPools/of-others`) }),
  ],
  targetPools: [
    item(`${region}/targetPools/a1b2`, { instances: [at(`${zone}/instances/gke-${name}-nodes-1a2b-x1y2`)] }),
    item(`${region}/targetPools/of-others`, {
      instances: [at(`${zone}/instances/gke-${name}4-nodes-1a2b-x1y2`)],
    }),
  ],
  backendServices: [
    item(`${region}/backendServices/k8s2-a3c4`, {
      backends: [{ group: at(`${zone}/networkEndpointGroups/k8s2-a3c4`) }],
    }),
    item(`${region}/backendServices/of-others`, { backends: [] }),
  ],
  networkEndpointGroups: [
    item(`${zone}/networkEndpointGroups/k8s2-a3c4`, { network }),
    item(`${zone}/networkEndpointGroups/of-others`, { network: at('global/networks/default') }),
  ],
})
let world: Record<string, Item[]>
let refused: string[]

/** Compute Engine: lists with a page for each item, and deletions that end at the second look at their operation. */
const routes: Routes = {
  'GET /compute.googleapis.com/compute/v1/projects/{id}/global/{kind}': ({
    params: { kind = '' },
    query,
  }) => {
    const [items, index] = [world[kind] ?? [], Number(query.get('pageToken') ?? 0)]
    const nextPageToken = index + 1 < items.length ? { nextPageToken: String(index + 1) } : {}
    return { json: { items: items.slice(index, index + 1), ...nextPageToken } }
  },
  'GET /compute.googleapis.com/compute/v1/projects/{id}/aggregated/{kind}': ({ params: { kind = '' } }) => ({
    json: {
      items: {
        'zones/empty': { warning: { code: 'NO_RESULTS_ON_PAGE' } },
        [region]: { [kind]: world[kind] ?? [] },
      },
    },
  }),
  'GET /compute.googleapis.com/compute/v1/projects/{id}/operations/{link*}': () => ({
    json: { selfLink: at('operations/done'), status: 'DONE' },
  }),
  'DELETE /compute.googleapis.com/compute/v1/{path*}': ({ params: { path = '' } }) => {
    const link = `${api}/${path}`
    const kind = path.split('/').at(-2)!
    if (!world[kind]?.some(({ selfLink }) => selfLink === link)) return { status: 404, json: {} }
    if (refused.includes(link)) {
      const error = { errors: [{ code: 'RESOURCE_IN_USE_BY_ANOTHER_RESOURCE' }] }
      return { json: { selfLink: at('operations/failed'), status: 'DONE', error } }
    }
    world[kind] = world[kind].filter(({ selfLink }) => selfLink !== link)
    return { json: { selfLink: at(`operations/${kind}`), status: 'RUNNING' } }
  },
  'GET /container.googleapis.com/v1/projects/{id}/locations/-/clusters': () => ({ json: {} }),
}

const double = createDouble(routes)
let server: Awaited<ReturnType<typeof double.listen>>
const account = {
  inputs: { cluster: { name } },
  credentials: { get: async () => ({ projectId: project, accessToken: 'token' }) },
} as unknown as GoogleAccount
const lines: string[] = []
const report = { line: (text: string) => void lines.push(text) } as never
const remove = (clusterExists: boolean) =>
  removeOfKubernetes(account, createAttempt({ report }).attempt, { clusterExists })
const listLeft = async () =>
  (await findGoogleLeftovers(account)).map(({ kind, id }) => `${kind} ${id.split('/').at(-1)}`)

beforeAll(async () => {
  server = await double.listen(0)
  const realFetch = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, options) =>
    realFetch(String(url).replace('https://', `${server.origin}/`), options),
  )
})
afterAll(async () => {
  vi.restoreAllMocks()
  await server.close()
})
beforeEach(() => {
  world = leftBehind()
  refused = []
  lines.splice(0)
})

test('what Kubernetes left on Google Cloud is in the inventory, and nothing of other networks', async () => {
  expect(await listLeft()).toEqual([
    'forwarding rule a1b2',
    'forwarding rule a3c4',
    'forwarding rule internal',
    'target pool a1b2',
    'backend service k8s2-a3c4',
    'network endpoint group k8s2-a3c4',
    `firewall gke-${name}-1a2b-all`,
    'firewall k8s-fw-a1b2',
  ])
  const [rule] = await findGoogleLeftovers(account)
  expect(rule).toMatchObject({ region: 'europe-west1', id: at(`${region}/forwardingRules/a1b2`) })
})

test('it is removed in an order that Google Cloud allows, and other networks stay', async () => {
  await remove(false)
  expect(await listLeft()).toEqual([])
  const deletions = double.requests.filter(({ method }) => method === 'DELETE')
  expect(deletions.map(({ path }) => path.split('/').at(-2))).toEqual([
    ...['forwardingRules', 'forwardingRules', 'forwardingRules', 'targetPools', 'backendServices'],
    ...['networkEndpointGroups', 'firewalls', 'firewalls'],
  ])
  expect(Object.values(world).flatMap((items) => items.map(({ name }) => name))).toEqual([
    'default-allow-ssh',
    'k8s-fw-of-others',
    'of-others',
    'of-others',
    'of-others',
    'of-others',
  ])
})

test('the firewalls of the nodes stay while the cluster exists', async () => {
  await remove(true)
  expect(await listLeft()).toEqual([`firewall gke-${name}-1a2b-all`])
})

test('a resource that Google Cloud refuses to delete is named with the reason, and the others are removed', async () => {
  refused = [at(`${zone}/networkEndpointGroups/k8s2-a3c4`)]
  await remove(false)
  expect(await listLeft()).toEqual(['network endpoint group k8s2-a3c4'])
  expect(lines).toContain(
    'network endpoint group k8s2-a3c4: not deleted yet (RESOURCE_IN_USE_BY_ANOTHER_RESOURCE)',
  )
})

test('a missing permission is an error with the status', async () => {
  double.trouble({ at: 'firewalls', kind: 'forbidden', times: 1 })
  await expect(findGoogleLeftovers(account)).rejects.toThrow(/global\/firewalls got the status 403/)
})

test('the token goes to no other host', async () => {
  world.firewalls = [{ ...item('global/firewalls/evil', { network }), selfLink: 'https://evil.example/x' }]
  await remove(false)
  expect(double.requests.filter(({ path }) => path.includes('evil.example'))).toEqual([])
  expect(lines).toContain('firewall evil: not deleted yet (Error)')
})
