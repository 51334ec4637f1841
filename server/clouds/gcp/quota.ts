import { processorsOf } from '../../../domain/processors.ts'
import type { ClusterNeeds } from '../platform.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import { gcpSession } from './session.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/regions/get */
type Region = { quotas?: { metric?: string; limit?: number; usage?: number }[] }

/** E2 and N1 share one quota. Each other family has its own: https://cloud.google.com/compute/resource-usage#cpu_quota */
const metricOf = (type: string): string => {
  const [family = ''] = type.split('-')
  return ['e2', 'n1', 'f1', 'g1'].includes(family) ? 'CPUS' : `${family.toUpperCase()}_CPUS`
}

export const findQuotaProblem = async (
  credentials: GcpCredentials,
  { region, nodes, signal }: ClusterNeeds & { signal: AbortSignal },
): Promise<string | undefined> => {
  const neededProcessors = nodes.min * (processorsOf('gcp', nodes.type) ?? 1)
  const metric = metricOf(nodes.type)
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const url = `https://compute.googleapis.com/compute/v1/projects/${projectOf(credentials)}/regions/${region}`
  const { data } = await session.run(() => session.client.request<Region>({ url }))
  const { limit, usage = 0 } = data.quotas?.find((quota) => quota.metric === metric) ?? {}
  return limit !== undefined && usage + neededProcessors > limit
    ? `Google Cloud allows this project ${limit} processors (${metric}) in ${region}: ${usage} are in use, and ${neededProcessors} would be needed. Choose fewer or smaller nodes or another region, or ask Google for more.`
    : undefined
}
