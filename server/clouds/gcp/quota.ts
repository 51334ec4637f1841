import * as z from 'zod'
import type { QuotaOffering } from '../../../contract/offerings.ts'
import { processorsOf } from '../../../domain/processors.ts'
import type { ClusterNeeds, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import { gcpSession } from './session.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/regions/get */
const quota = z.object({ metric: z.string(), limit: z.number(), usage: z.number().default(0) })

/** E2 and N1 share one quota. Each other family has its own: https://cloud.google.com/compute/resource-usage#cpu_quota */
const metricOf = (type: string): string => {
  const [family = ''] = type.split('-')
  return ['e2', 'n1', 'f1', 'g1'].includes(family) ? 'CPUS' : `${family.toUpperCase()}_CPUS`
}

const readQuotas = async (credentials: GcpCredentials, { region, signal }: RegionRequest) => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const url = `https://compute.googleapis.com/compute/v1/projects/${projectOf(credentials)}/regions/${region}`
  const { data } = await session.run(() => session.client.request<{ quotas?: unknown }>({ url }))
  return readItems('Google Cloud', quota, data.quotas ?? [])
}

export const findQuotaProblem = async (
  credentials: GcpCredentials,
  { region, nodes, signal }: ClusterNeeds & { signal: AbortSignal },
): Promise<string | undefined> => {
  const neededProcessors = nodes.min * (processorsOf('gcp', nodes.type) ?? 1)
  const metric = metricOf(nodes.type)
  const quotas = await readQuotas(credentials, { region, signal })
  const { limit, usage = 0 } = quotas.find((quota) => quota.metric === metric) ?? {}
  return limit !== undefined && usage + neededProcessors > limit
    ? `Google Cloud allows this project ${limit} processors (${metric}) in ${region}. ${usage} are in use, and the cluster needs ${neededProcessors} more. Choose fewer or smaller nodes, choose another region, or ask Google for more.`
    : undefined
}

/** Processors, GPUs, addresses and disks: https://cloud.google.com/compute/resource-usage */
const countsForClusters = /^(?:(?:\w+_)?CPUS|NVIDIA_\w+_GPUS|IN_USE_ADDRESSES|SSD_TOTAL_GB)$/

export const listQuotas = async (
  credentials: GcpCredentials,
  request: RegionRequest,
): Promise<QuotaOffering[]> =>
  (await readQuotas(credentials, request))
    .filter(({ metric, limit }) => countsForClusters.test(metric) && limit > 0)
    .map(({ metric, limit, usage }) => ({ name: metric, max: limit, used: usage }))
