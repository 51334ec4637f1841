import * as z from 'zod'
import type { Leftover } from '../../contract/clusters.ts'
import type { Run } from './context.ts'

const thing = z.object({
  name: z.string(),
  selfLink: z.string().optional(),
  region: z.string().optional(),
  zone: z.string().optional(),
})
const things = z.array(thing).default([])
const list = z.object({
  items: things,
  clusters: z.array(z.object({ name: z.string(), location: z.string() })).default([]),
})
const aggregated = z.object({ items: z.record(z.string(), z.record(z.string(), z.unknown())).default({}) })

const place = (url: string | undefined) => url?.split('/').at(-1) ?? 'global'

/** Networks carry no labels, so they are found by their names; machines and disks by what GKE labels them with. */
export const leftoversOfGoogle = async ({ inputs, credentials }: Run): Promise<Leftover[]> => {
  const { projectId = '', accessToken = '' } = await credentials.get()
  const { name } = inputs.cluster
  const ask = async (address: string): Promise<unknown> => {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(30_000),
    })
    if (!response.ok) throw new Error(`Google Cloud answered ${response.status}.`)
    return response.json()
  }
  const compute = `https://compute.googleapis.com/compute/v1/projects/${projectId}`
  const left: Leftover[] = []
  const add = (kind: string, found: z.infer<typeof things>) => {
    for (const one of found)
      left.push({
        id: one.selfLink ?? one.name,
        kind,
        region: place(one.region ?? one.zone),
        link: `https://console.cloud.google.com/home/dashboard?project=${projectId}`,
      })
  }
  const named = encodeURIComponent(`name eq ${name}(-.*)?`)
  add('network', list.parse(await ask(`${compute}/global/networks?filter=${named}`)).items)
  const labelled = encodeURIComponent(`labels.goog-k8s-cluster-name = ${name}`)
  for (const [kind, filter] of [
    ['subnetworks', named],
    ['routers', named],
    ['addresses', named],
    ['instances', labelled],
    ['disks', labelled],
  ]) {
    const { items } = aggregated.parse(await ask(`${compute}/aggregated/${kind}?filter=${filter}`))
    for (const scope of Object.values(items)) add(kind!, things.parse(scope[kind!]))
  }
  const { clusters } = list.parse(
    await ask(`https://container.googleapis.com/v1/projects/${projectId}/locations/-/clusters`),
  )
  for (const one of clusters)
    if (one.name === name)
      left.push({
        id: one.name,
        kind: 'GKE cluster',
        region: one.location,
        link: `https://console.cloud.google.com/kubernetes/clusters/details/${one.location}/${name}?project=${projectId}`,
      })
  return left
}
