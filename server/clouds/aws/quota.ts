import { type QuotaOffering, quotaOffering } from '../../../contract/offerings.ts'
import type { ClusterNeeds, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type AwsCredentials, toClientOptions } from './client.ts'
import { toPlatformError } from './errors.ts'
import { callServiceQuotas } from './service-quotas.ts'
import { resolveKeys } from './session.ts'
import type { AwsCaller } from './signed-request.ts'

type Client = import('@aws-sdk/client-ec2').EC2Client

/** The resources that a cluster creates one of, and their quotas: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const quotas = [
  {
    resources: 'VPCs',
    serviceCode: 'vpc',
    quotaCode: 'L-F678F1CE',
    count: async (client: Client, signal: AbortSignal) => {
      const { DescribeVpcsCommand } = await import('@aws-sdk/client-ec2')
      const { Vpcs } = await client.send(new DescribeVpcsCommand({}), { abortSignal: signal })
      return Vpcs?.length ?? 0
    },
  },
  {
    resources: 'elastic IP addresses',
    serviceCode: 'ec2',
    quotaCode: 'L-0263D0A3',
    count: async (client: Client, signal: AbortSignal) => {
      const { DescribeAddressesCommand } = await import('@aws-sdk/client-ec2')
      const { Addresses } = await client.send(new DescribeAddressesCommand({}), { abortSignal: signal })
      return Addresses?.length ?? 0
    },
  },
]
/** Processors of running machines. AWS counts them in a metric only, so what is in use is not told: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#ec2-on-demand-instances-limits */
const processorQuotas = [
  { resources: 'processors of standard machines', serviceCode: 'ec2', quotaCode: 'L-1216C47A' },
  { resources: 'processors of G and VT machines', serviceCode: 'ec2', quotaCode: 'L-DB2E81BA' },
  { resources: 'processors of P machines', serviceCode: 'ec2', quotaCode: 'L-417A185B' },
]
type Quota = Pick<(typeof quotas)[number], 'serviceCode' | 'quotaCode'>

/** Undefined if the credentials may not read the quota, or AWS has none. */
const readMax = async (
  caller: AwsCaller,
  { serviceCode, quotaCode }: Quota,
  signal: AbortSignal,
): Promise<number | undefined> => {
  const input = { ServiceCode: serviceCode, QuotaCode: quotaCode }
  const response = await callServiceQuotas(caller, 'GetServiceQuota', input, signal)
  if (!response.ok) return undefined
  const { Quota } = (await response.json()) as { Quota?: { Value?: number } }
  return Quota?.Value
}

const openEc2 = async (credentials: AwsCredentials, region: string, signal: AbortSignal) => {
  const keys = await resolveKeys(credentials, signal)
  const { EC2Client } = await import('@aws-sdk/client-ec2')
  const client = new EC2Client(toClientOptions(keys, region))
  return { client, caller: { keys, region, sha256: client.config.sha256 } }
}

export const findQuotaProblem = async (
  credentials: AwsCredentials,
  { region, signal }: ClusterNeeds & { signal: AbortSignal },
): Promise<string | undefined> => {
  try {
    const { client, caller } = await openEc2(credentials, region, signal)
    const problems = await Promise.all(
      quotas.map(async (quota) => {
        const [used, max] = await Promise.all([quota.count(client, signal), readMax(caller, quota, signal)])
        return max !== undefined && used >= max
          ? `AWS allows this account ${max} ${quota.resources} in ${region}, and ${used} are in use. Remove one, choose another region, or ask AWS for more (Service Quotas, ${quota.quotaCode}).`
          : undefined
      }),
    )
    return problems.find((problem) => problem !== undefined)
  } catch (error) {
    throw toPlatformError(error, 'read its quotas', signal)
  }
}

export const listQuotas = async (
  credentials: AwsCredentials,
  { region, signal }: RegionRequest,
): Promise<QuotaOffering[]> => {
  try {
    const { client, caller } = await openEc2(credentials, region, signal)
    const counted = quotas.map(async (quota) => {
      const [used, max] = await Promise.all([quota.count(client, signal), readMax(caller, quota, signal)])
      return { name: quota.resources, max, used }
    })
    const uncounted = processorQuotas.map(async (quota) => ({
      name: quota.resources,
      max: await readMax(caller, quota, signal),
    }))
    const all = await Promise.all([...counted, ...uncounted])
    return readItems('AWS', quotaOffering, all)
  } catch (error) {
    throw toPlatformError(error, 'read its quotas', signal)
  }
}
