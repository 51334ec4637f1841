import { processorsOf } from '../../domain/processors.ts'
import { type GcpCredentials, gcpSession, projectOf } from './gcp-session.ts'
import type { Needed } from './platform.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/regions/get */
type Region = { quotas?: { metric?: string; limit?: number; usage?: number }[] }

/** E2 and N1 share one limit, the others have one each: https://cloud.google.com/compute/resource-usage#cpu_quota */
const metricOf = (type: string): string => {
  const [family = ''] = type.split('-')
  return ['e2', 'n1', 'f1', 'g1'].includes(family) ? 'CPUS' : `${family.toUpperCase()}_CPUS`
}

export const quota = async (
  credentials: GcpCredentials,
  { region, nodes, signal }: Needed & { signal: AbortSignal },
): Promise<string | undefined> => {
  const wanted = nodes.min * (processorsOf('gcp', nodes.type) ?? 1)
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const url = `https://compute.googleapis.com/compute/v1/projects/${projectOf(credentials)}/regions/${region}`
  const { data } = await session.run(() => session.client.request<Region>({ url }))
  const { limit, usage = 0 } = data.quotas?.find(({ metric }) => metric === metricOf(nodes.type)) ?? {}
  return limit !== undefined && usage + wanted > limit
    ? `Google Cloud allows this project ${limit} processors (${metricOf(nodes.type)}) in ${region}: ${usage} are in use, and ${wanted} would be needed. Choose fewer or smaller nodes or another region, or ask Google for more.`
    : undefined
}
