import { awsSimulations, neededPermissions } from '../../../domain/cloud-permissions.ts'
import { Unreachable } from '../platform.ts'
import { type Keys, toClientOptions } from './client.ts'
import { isDenied, notAwsError, readError } from './errors.ts'

const needed: readonly string[] = neededPermissions.aws
/** `known` is false if AWS does not list the permissions. `missing` is then incomplete. */
export type MissingPermissions = { missing: string[]; known: boolean }

/** The user or role that holds the policies of a caller identity. Undefined for sessions that have neither. */
const policySourceOf = async (arn: string, keys: Keys, signal: AbortSignal): Promise<string | undefined> => {
  const [, partition, account, kind, name = ''] = arn.match(/^arn:([\w-]+):\w+::(\d+):([\w-]+)\/(.+)$/) ?? []
  if (kind === 'user' || kind === 'role') return arn
  if (kind !== 'assumed-role') return undefined
  const [roleName = ''] = name.split('/')
  const { GetRoleCommand, IAMClient } = await import('@aws-sdk/client-iam')
  try {
    // The ARN of a session leaves out the path of its role.
    const { Role } = await new IAMClient(toClientOptions(keys)).send(
      new GetRoleCommand({ RoleName: roleName }),
      { abortSignal: signal },
    )
    return Role?.Arn
  } catch (error) {
    readError(error, signal)
    return `arn:${partition}:iam::${account}:role/${roleName}`
  }
}

/** The actions of one simulation that AWS allows. Takes one call while there are fewer than 100. */
const simulate = async (
  source: string,
  { actions, resource, context }: ReturnType<typeof awsSimulations>[number],
  keys: Keys,
  signal: AbortSignal,
): Promise<string[]> => {
  const { IAMClient, SimulatePrincipalPolicyCommand } = await import('@aws-sdk/client-iam')
  const client = new IAMClient(toClientOptions(keys))
  const allowed: string[] = []
  let marker: string | undefined
  do {
    const page = await client.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: source,
        ActionNames: actions,
        ResourceArns: [resource],
        ContextEntries: Object.entries(context).map(([ContextKeyName, value]) => ({
          ContextKeyName,
          ContextKeyValues: [value],
          ContextKeyType: 'string',
        })),
        ...(marker && { Marker: marker }),
      }),
      { abortSignal: signal },
    )
    if (!page.EvaluationResults?.length) throw notAwsError()
    for (const { EvalActionName, EvalDecision } of page.EvaluationResults)
      if (EvalActionName && EvalDecision === 'allowed') allowed.push(EvalActionName)
    marker = page.IsTruncated ? page.Marker : undefined
  } while (marker)
  return allowed
}

const simulatePolicy = async (
  source: string,
  keys: Keys,
  signal: AbortSignal,
): Promise<MissingPermissions> => {
  const [, partition = 'aws', , , account = ''] = source.split(':')
  try {
    const allowed = await Promise.all(
      awsSimulations(partition, account).map((simulation) => simulate(source, simulation, keys, signal)),
    )
    const granted = new Set(allowed.flat())
    return { missing: needed.filter((action) => !granted.has(action)), known: true }
  } catch (error) {
    if (error instanceof Unreachable) throw error
    const denied = isDenied(readError(error, signal))
    return { missing: denied ? ['iam:SimulatePrincipalPolicy'] : [], known: false }
  }
}

/** Calls that change nothing: reads, and dry runs of EC2 that need no other resource. */
const trialCalls = async (
  keys: Keys,
  signal: AbortSignal,
): Promise<Record<string, () => Promise<unknown>>> => {
  const [ec2, s3] = await Promise.all([import('@aws-sdk/client-ec2'), import('@aws-sdk/client-s3')])
  const client = new ec2.EC2Client(toClientOptions(keys))
  const DryRun = true
  const options = { abortSignal: signal }
  const vpc = { DryRun, CidrBlock: '10.0.0.0/16' }
  return {
    's3:ListAllMyBuckets': () =>
      new s3.S3Client(toClientOptions(keys)).send(new s3.ListBucketsCommand({ MaxBuckets: 1 }), options),
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
