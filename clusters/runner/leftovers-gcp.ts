import * as z from 'zod'
import type { Leftover } from '../../contract/clusters.ts'
import { type GoogleAccount, listPages, requestGoogle } from './google-request.ts'
import { findOfKubernetes } from './kubernetes-gcp.ts'

const resource = z.object({
  name: z.string(),
  selfLink: z.string().optional(),
  region: z.string().optional(),
  zone: z.string().optional(),
})
const resources = z.array(resource).default([])
const listReply = z.object({
  items: resources,
  clusters: z.array(z.object({ name: z.string(), location: z.string() })).default([]),
})
const aggregatedReply = z.object({
  items: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
})

const locationOf = (url: string | undefined) => url?.split('/').at(-1) ?? 'global'

/** Networks have no labels, so their names identify them. Machines and disks have the labels that GKE sets. */
export const findGoogleLeftovers = async (account: GoogleAccount): Promise<Leftover[]> => {
  const { inputs, credentials } = account
  const { projectId = '' } = await credentials.get()
  const { name } = inputs.cluster
  const compute = `https://compute.googleapis.com/compute/v1/projects/${projectId}`
  const leftovers: Leftover[] = []
  const add = (kind: string, items: z.infer<typeof resources>) => {
    for (const { name, selfLink, region, zone } of items)
      leftovers.push({
        id: selfLink ?? name,
        kind,
        region: locationOf(region ?? zone),
        link: `https://console.cloud.google.com/home/dashboard?project=${projectId}`,
      })
  }
  const byName = encodeURIComponent(`name eq ${name}(-.*)?`)
  for await (const page of listPages(account, `${compute}/global/networks?filter=${byName}`))
    add('network', listReply.parse(page).items)
  const byLabel = encodeURIComponent(`labels.goog-k8s-cluster-name = ${name}`)
  for (const [kind, filter] of [
    ['subnetworks', byName],
    ['routers', byName],
    ['addresses', byName],
    ['instances', byLabel],
    ['disks', byLabel],
  ])
    for await (const page of listPages(account, `${compute}/aggregated/${kind}?filter=${filter}`))
      for (const scope of Object.values(aggregatedReply.parse(page).items))
        add(kind!, resources.parse(scope[kind!]))
  for (const { kind, resource } of await findOfKubernetes(account)) add(kind, [resource])
  const { clusters } = listReply.parse(
    await requestGoogle(
      account,
      `https://container.googleapis.com/v1/projects/${projectId}/locations/-/clusters`,
    ),
  )
  for (const cluster of clusters)
    if (cluster.name === name)
      leftovers.push({
        id: cluster.name,
        kind: 'GKE cluster',
        region: cluster.location,
        link: `https://console.cloud.google.com/kubernetes/clusters/details/${cluster.location}/${name}?project=${projectId}`,
      })
  return leftovers
}
