import type { ClusterNeeds } from '../platform.ts'
import { type AwsCredentials, clientOptions } from './client.ts'
import { toPlatformError } from './errors.ts'
import { callServiceQuotas } from './service-quotas.ts'
import { resolveKeys } from './session.ts'

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
type Quota = (typeof quotas)[number]

/** Undefined where the credentials may not read the quota, or AWS has none. */
const readMax = async (
  caller: Parameters<typeof callServiceQuotas>[0],
  { serviceCode, quotaCode }: Quota,
  signal: AbortSignal,
): Promise<number | undefined> => {
  const input = { ServiceCode: serviceCode, QuotaCode: quotaCode }
  const response = await callServiceQuotas(caller, 'GetServiceQuota', input, signal)
  if (!response.ok) return undefined
  const { Quota } = (await response.json()) as { Quota?: { Value?: number } }
  return Quota?.Value
}

export const findQuotaProblem = async (
  credentials: AwsCredentials,
  { region, signal }: ClusterNeeds & { signal: AbortSignal },
): Promise<string | undefined> => {
  try {
    const keys = await resolveKeys(credentials, signal)
    const { EC2Client } = await import('@aws-sdk/client-ec2')
    const client = new EC2Client(clientOptions(keys, region))
    const caller = { keys, region, sha256: client.config.sha256 }
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
