import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { Unreachable } from '../platform.ts'
import { clientOptions, type Keys } from './client.ts'
import { isDenied, notAwsError, readError } from './errors.ts'

const needed: readonly string[] = neededPermissions.aws
/** `known` is false where AWS does not list the permissions. `missing` is then incomplete. */
export type MissingPermissions = { missing: string[]; known: boolean }

/** The user or role that holds the policies of a caller identity. Undefined for sessions that have neither. */
const policySourceOf = async (arn: string, keys: Keys, signal: AbortSignal): Promise<string | undefined> => {
  const [, account, kind, name = ''] = arn.match(/^arn:aws:\w+::(\d+):([\w-]+)\/(.+)$/) ?? []
  if (kind === 'user' || kind === 'role') return arn
  if (kind !== 'assumed-role') return undefined
  const [roleName = ''] = name.split('/')
  const { GetRoleCommand, IAMClient } = await import('@aws-sdk/client-iam')
  try {
    // The ARN of a session leaves out the path of its role.
    const { Role } = await new IAMClient(clientOptions(keys)).send(
      new GetRoleCommand({ RoleName: roleName }),
      { abortSignal: signal },
    )
    return Role?.Arn
  } catch (error) {
    readError(error, signal)
    return `arn:aws:iam::${account}:role/${roleName}`
  }
}

/** Takes one call while the list is shorter than 100. */
const simulatePolicy = async (
  source: string,
  keys: Keys,
  signal: AbortSignal,
): Promise<MissingPermissions> => {
  const { IAMClient, SimulatePrincipalPolicyCommand } = await import('@aws-sdk/client-iam')
  const client = new IAMClient(clientOptions(keys))
  const allowed = new Set<string>()
  let marker: string | undefined
  do {
    try {
      const page = await client.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: source,
          ActionNames: [...needed],
          ...(marker && { Marker: marker }),
        }),
        { abortSignal: signal },
      )
      if (!page.EvaluationResults?.length) throw notAwsError()
      for (const { EvalActionName, EvalDecision } of page.EvaluationResults)
        if (EvalActionName && EvalDecision === 'allowed') allowed.add(EvalActionName)
      marker = page.IsTruncated ? page.Marker : undefined
    } catch (error) {
      if (error instanceof Unreachable) throw error
      const denied = isDenied(readError(error, signal))
      return { missing: denied ? ['iam:SimulatePrincipalPolicy'] : [], known: false }
    }
  } while (marker)
  return { missing: needed.filter((action) => !allowed.has(action)), known: true }
}

/** Calls that change nothing: reads, and dry runs of EC2 that need no other resource. */
const trialCalls = async (
  keys: Keys,
  signal: AbortSignal,
): Promise<Record<string, () => Promise<unknown>>> => {
  const [ec2, s3] = await Promise.all([import('@aws-sdk/client-ec2'), import('@aws-sdk/client-s3')])
  const client = new ec2.EC2Client(clientOptions(keys))
  const DryRun = true
  const options = { abortSignal: signal }
  const vpc = { DryRun, CidrBlock: '10.0.0.0/16' }
  return {
    's3:ListAllMyBuckets': () =>
      new s3.S3Client(clientOptions(keys)).send(new s3.ListBucketsCommand({ MaxBuckets: 1 }), options),
    'ec2:DescribeAvailabilityZones': () =>
      client.send(new ec2.DescribeAvailabilityZonesCommand({ DryRun }), options),
    'ec2:DescribeVpcs': () => client.send(new ec2.DescribeVpcsCommand({ DryRun }), options),
    'ec2:DescribeSubnets': () => client.send(new ec2.DescribeSubnetsCommand({ DryRun }), options),
    'ec2:CreateVpc': () => client.send(new ec2.CreateVpcCommand(vpc), options),
    'ec2:CreateInternetGateway': () => client.send(new ec2.CreateInternetGatewayCommand({ DryRun }), options),
    'ec2:AllocateAddress': () =>
      client.send(new ec2.AllocateAddressCommand({ DryRun, Domain: 'vpc' }), options),
  }
}

const findDeniedTrials = async (keys: Keys, signal: AbortSignal): Promise<string[]> => {
  const missing = await Promise.all(
    Object.entries(await trialCalls(keys, signal)).map(async ([action, attempt]) => {
      try {
        await attempt()
      } catch (error) {
        if (isDenied(readError(error, signal))) return [action]
      }
      return []
    }),
  )
  return missing.flat()
}

/**
 * The needed permissions that are not granted. Where AWS does not list them, only those that a few trial calls find missing: calls of EKS
 * and IAM have no dry run.
 * @throws Unreachable
 */
export const findMissingPermissions = async (
  arn: string,
  keys: Keys,
  signal: AbortSignal,
): Promise<MissingPermissions> => {
  // The root user of an account may do everything, and has no policies to read.
  if (arn.endsWith(':root')) return { missing: [], known: true }
  const source = await policySourceOf(arn, keys, signal)
  const simulated = source ? await simulatePolicy(source, keys, signal) : { missing: [], known: false }
  if (simulated.known) return simulated
  return { missing: [...simulated.missing, ...(await findDeniedTrials(keys, signal))], known: false }
}
