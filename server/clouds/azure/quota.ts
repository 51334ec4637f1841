import { processorsOf } from '../../../domain/processors.ts'
import type { ClusterNeeds } from '../platform.ts'
import { type AzureCredentials, azureSession } from './session.ts'

/** https://learn.microsoft.com/rest/api/compute/usage/list */
type Usage = { name?: { value?: string }; currentValue?: number; limit?: number }

export const findQuotaProblem = async (
  credentials: AzureCredentials,
  { region, nodes, signal }: ClusterNeeds & { signal: AbortSignal },
): Promise<string | undefined> => {
  const neededCores = nodes.min * (processorsOf('azure', nodes.type) ?? 1)
  const session = await azureSession(credentials, signal)
  const path = `/subscriptions/${credentials.subscriptionId}/providers/Microsoft.Compute/locations/${region}/usages?api-version=2024-07-01`
  const { body } = await session.run(() => session.call('GET', path))
  const { currentValue = 0, limit } =
    (body.value as Usage[]).find(({ name }) => name?.value === 'cores') ?? {}
  return limit !== undefined && currentValue + neededCores > limit
    ? `Azure allows this subscription ${limit} cores in ${region}: ${currentValue} are in use, and ${neededCores} would be needed. Choose fewer or smaller nodes or another region, or ask Azure for more.`
    : undefined
}
