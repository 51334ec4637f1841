import * as z from 'zod'
import type { Leftover } from '../../contract/clusters.ts'
import { azureToken } from './azure-token.ts'
import type { Run } from './context.ts'

const answer = z.object({
  value: z.array(z.object({ id: z.string(), type: z.string(), location: z.string() })),
  nextLink: z.string().optional(),
})

/** https://learn.microsoft.com/en-us/rest/api/resources/resources/list: by tag, over all regions; groups are listed apart. */
export const leftoversOfAzure = async ({ inputs, credentials }: Run): Promise<Leftover[]> => {
  const values = await credentials.get()
  const token = await azureToken(values, 'https://management.azure.com/.default')
  const subscription = `https://management.azure.com/subscriptions/${encodeURIComponent(values.subscriptionId ?? '')}`
  const [[name, value] = ['', '']] = Object.entries(inputs.tags)
  const filter = encodeURIComponent(`tagName eq '${name}' and tagValue eq '${value}'`)
  const left: Leftover[] = []
  for (const kind of ['resources', 'resourcegroups']) {
    let next: string | undefined = `${subscription}/${kind}?$filter=${filter}&api-version=2021-04-01`
    while (next) {
      const response = await fetch(next, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(30_000),
      })
      if (!response.ok) throw new Error(`Azure answered ${response.status}.`)
      const { value: found, nextLink } = answer.parse(await response.json())
      for (const { id, type, location } of found)
        left.push({ id, kind: type, region: location, link: `https://portal.azure.com/#resource${id}` })
      // Only Azure's own address gets the token.
      next = nextLink?.startsWith('https://management.azure.com/') ? nextLink : undefined
    }
  }
  return left
}
