import { type AwsCredentials, clientFor, type Keys } from './aws-client.ts'
import { assumeRole } from './aws-own.ts'
import { failed } from './aws-storage.ts'
import type { Needed } from './platform.ts'

type Client = import('@aws-sdk/client-ec2').EC2Client
/** What a cluster makes one of, with how many AWS allows in a region: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const limits = [
  {
    what: 'VPCs',
    service: 'vpc',
    code: 'L-F678F1CE',
    used: async (client: Client, signal: AbortSignal) => {
      const { DescribeVpcsCommand } = await import('@aws-sdk/client-ec2')
      const { Vpcs } = await client.send(new DescribeVpcsCommand({}), { abortSignal: signal })
      return Vpcs?.length ?? 0
    },
  },
  {
    what: 'elastic IP addresses',
    service: 'ec2',
    code: 'L-0263D0A3',
    used: async (client: Client, signal: AbortSignal) => {
      const { DescribeAddressesCommand } = await import('@aws-sdk/client-ec2')
      const { Addresses } = await client.send(new DescribeAddressesCommand({}), { abortSignal: signal })
      return Addresses?.length ?? 0
    },
  },
]

/** Service Quotas has a client of its own for this one call: https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html */
const allowed = async (keys: Keys, region: string, { service, code }: (typeof limits)[number]) => {
  const { awsRequest } = await import('../../clusters/runner/aws-request.ts')
  const { accessKeyId, secretAccessKey, sessionToken } = keys
  const response = await awsRequest(
    { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    {
      service: 'servicequotas',
      region,
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'ServiceQuotasV20190624.GetServiceQuota',
      },
      body: JSON.stringify({ ServiceCode: service, QuotaCode: code }),
    },
  )
  // Who may not ask, or a limit that isn't kept there, says nothing.
  if (!response.ok) return undefined
  const { Quota } = (await response.json()) as { Quota?: { Value?: number } }
  return Quota?.Value
}

export const quota = async (
  credentials: AwsCredentials,
  { region, signal, externalId }: Needed & { signal: AbortSignal; externalId?: string | undefined },
): Promise<string | undefined> => {
  try {
    const keys =
      credentials.kind === 'access-key'
        ? credentials
        : await assumeRole(credentials.roleArn, externalId, signal)
    const { EC2Client } = await import('@aws-sdk/client-ec2')
    const client = new EC2Client(clientFor(keys, region))
    const found = await Promise.all(
      limits.map(async (limit) => {
        const [used, most] = await Promise.all([limit.used(client, signal), allowed(keys, region, limit)])
        return most !== undefined && used >= most
          ? `AWS allows this account ${most} ${limit.what} in ${region}, and ${used} are there. Remove one, choose another region, or ask AWS for more (Service Quotas, ${limit.code}).`
          : undefined
      }),
    )
    return found.find((one) => one !== undefined)
  } catch (error) {
    throw failed(error, 'ask for its limits', signal)
  }
}
