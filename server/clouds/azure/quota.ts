import * as z from 'zod'
import type { QuotaOffering } from '../../../contract/offerings.ts'
import { processorsOf } from '../../../domain/processors.ts'
import type { ClusterNeeds, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type AzureCredentials, azureSession } from './session.ts'

/** https://learn.microsoft.com/rest/api/compute/usage/list */
const usage = z.object({
  name: z.object({ value: z.string(), localizedValue: z.string().optional() }),
  currentValue: z.number(),
  limit: z.number(),
})

const readUsages = async (credentials: AzureCredentials, { region, signal }: RegionRequest) => {
  const session = await azureSession(credentials, signal)
  const path = `/subscriptions/${credentials.subscriptionId}/providers/Microsoft.Compute/locations/${region}/usages?api-version=2024-07-01`
  const { body } = await session.run(() => session.call('GET', path))
  return readItems('Azure', usage, body.value)
}

export const findQuotaProblem = async (
  credentials: AzureCredentials,
  { region, nodes, signal }: ClusterNeeds & { signal: AbortSignal },
): Promise<string | undefined> => {
  const neededCores = nodes.min * (processorsOf('azure', nodes.type) ?? 1)
  const usages = await readUsages(credentials, { region, signal })
  const { currentValue = 0, limit } = usages.find(({ name }) => name.value === 'cores') ?? {}
  return limit !== undefined && currentValue + neededCores > limit
    ? `Azure allows this subscription ${limit} cores in ${region}. ${currentValue} are in use, and the cluster needs ${neededCores} more. Choose fewer or smaller nodes, choose another region, or ask Azure for more.`
    : undefined
}

/** The region's cores, and those of each family that the subscription may use. */
export const listQuotas = async (
  credentials: AzureCredentials,
  request: RegionRequest,
): Promise<QuotaOffering[]> =>
  (await readUsages(credentials, request))
    .filter(({ name, limit }) => name.value === 'cores' || (/Family$/i.test(name.value) && limit > 0))
    .map(({ name, currentValue, limit }) => ({
      name: name.localizedValue ?? name.value,
      max: limit,
      used: currentValue,
    }))
