import * as z from 'zod'
import type { Leftover } from '../../contract/clusters.ts'
import { requestAzureToken } from './azure-token.ts'
import type { Run } from './context.ts'

const resourceList = z.object({
  value: z.array(z.object({ id: z.string(), type: z.string(), location: z.string() })),
  nextLink: z.string().optional(),
})

/** Lists resources of all regions by tag, and resource groups separately: https://learn.microsoft.com/en-us/rest/api/resources/resources/list */
export const findAzureLeftovers = async ({ inputs, credentials }: Run): Promise<Leftover[]> => {
  const values = await credentials.get()
  const token = await requestAzureToken(values, 'https://management.azure.com/.default')
  const subscription = `https://management.azure.com/subscriptions/${encodeURIComponent(values.subscriptionId ?? '')}`
  const [[name, value] = ['', '']] = Object.entries(inputs.tags)
  const filter = encodeURIComponent(`tagName eq '${name}' and tagValue eq '${value}'`)
  const leftovers: Leftover[] = []
  for (const kind of ['resources', 'resourcegroups']) {
    let next: string | undefined = `${subscription}/${kind}?$filter=${filter}&api-version=2021-04-01`
    while (next) {
      const response = await fetch(next, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(30_000),
      })
      if (!response.ok) throw new Error(`Azure's resources could not be listed (status ${response.status}).`)
      const { value: resources, nextLink } = resourceList.parse(await response.json())
      for (const { id, type, location } of resources)
        leftovers.push({ id, kind: type, region: location, link: `https://portal.azure.com/#resource${id}` })
      // The token goes only to Azure's own host.
      next = nextLink?.startsWith('https://management.azure.com/') ? nextLink : undefined
    }
  }
  return leftovers
}
