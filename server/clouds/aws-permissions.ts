import { neededPermissions } from '../../domain/cloud-permissions.ts'
import { clientFor, type Keys } from './aws-client.ts'
import { answerOf, isDenied, notAws } from './aws-errors.ts'
import { Unreachable } from './platform.ts'

const needed: readonly string[] = neededPermissions.aws
export type Found = { missing: string[]; known: boolean }

/** The user or role that policies hang on, from what GetCallerIdentity answers; undefined for sessions that have neither. */
const sourceOf = async (arn: string, keys: Keys, signal: AbortSignal): Promise<string | undefined> => {
  const [, account, kind, name = ''] = arn.match(/^arn:aws:\w+::(\d+):([\w-]+)\/(.+)$/) ?? []
  if (kind === 'user' || kind === 'role') return arn
  if (kind !== 'assumed-role') return undefined
  const [roleName = ''] = name.split('/')
  const { GetRoleCommand, IAMClient } = await import('@aws-sdk/client-iam')
  try {
    // A session's ARN leaves out the role's path.
    const { Role } = await new IAMClient(clientFor(keys)).send(new GetRoleCommand({ RoleName: roleName }), {
      abortSignal: signal,
    })
    return Role?.Arn
  } catch (error) {
    answerOf(error, signal)
    return `arn:aws:iam::${account}:role/${roleName}`
  }
}

/** One call while the list is shorter than 100. Where AWS does not tell these credentials, nothing is known but why. */
const simulated = async (source: string, keys: Keys, signal: AbortSignal): Promise<Found> => {
  const { IAMClient, SimulatePrincipalPolicyCommand } = await import('@aws-sdk/client-iam')
  const client = new IAMClient(clientFor(keys))
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
      if (!page.EvaluationResults?.length) throw notAws()
      for (const { EvalActionName, EvalDecision } of page.EvaluationResults)
        if (EvalActionName && EvalDecision === 'allowed') allowed.add(EvalActionName)
      marker = page.IsTruncated ? page.Marker : undefined
    } catch (error) {
      if (error instanceof Unreachable) throw error
      const denied = isDenied(answerOf(error, signal))
      return { missing: denied ? ['iam:SimulatePrincipalPolicy'] : [], known: false }
    }
  } while (marker)
  return { missing: needed.filter((action) => !allowed.has(action)), known: true }
}

/** Reads, and what EC2 tries without doing it, of those calls that need nothing to be there before. */
const trials = async (keys: Keys, signal: AbortSignal): Promise<Record<string, () => Promise<unknown>>> => {
  const [ec2, s3] = await Promise.all([import('@aws-sdk/client-ec2'), import('@aws-sdk/client-s3')])
  const client = new ec2.EC2Client(clientFor(keys))
  const DryRun = true
  const call = { abortSignal: signal }
  const vpc = { DryRun, CidrBlock: '10.0.0.0/16' }
  return {
    's3:ListAllMyBuckets': () =>
      new s3.S3Client(clientFor(keys)).send(new s3.ListBucketsCommand({ MaxBuckets: 1 }), call),
    'ec2:DescribeAvailabilityZones': () =>
      client.send(new ec2.DescribeAvailabilityZonesCommand({ DryRun }), call),
    'ec2:DescribeVpcs': () => client.send(new ec2.DescribeVpcsCommand({ DryRun }), call),
    'ec2:DescribeSubnets': () => client.send(new ec2.DescribeSubnetsCommand({ DryRun }), call),
    'ec2:CreateVpc': () => client.send(new ec2.CreateVpcCommand(vpc), call),
    'ec2:CreateInternetGateway': () => client.send(new ec2.CreateInternetGatewayCommand({ DryRun }), call),
    'ec2:AllocateAddress': () => client.send(new ec2.AllocateAddressCommand({ DryRun, Domain: 'vpc' }), call),
  }
}

const tried = async (keys: Keys, signal: AbortSignal): Promise<string[]> => {
  const missing = await Promise.all(
    Object.entries(await trials(keys, signal)).map(async ([action, attempt]) => {
      try {
        await attempt()
      } catch (error) {
        if (isDenied(answerOf(error, signal))) return [action]
      }
      return []
    }),
  )
  return missing.flat()
}

/**
 * What of neededPermissions is not granted. Where AWS doesn't tell, what a few trials find missing, and `known` false: nothing of EKS and
 * IAM can be tried without doing it. @throws Unreachable
 */
export const missingPermissions = async (arn: string, keys: Keys, signal: AbortSignal): Promise<Found> => {
  // An account's root user may do everything, and has no policies to look at.
  if (arn.endsWith(':root')) return { missing: [], known: true }
  const source = await sourceOf(arn, keys, signal)
  const told = source ? await simulated(source, keys, signal) : { missing: [], known: false }
  return told.known ? told : { missing: [...told.missing, ...(await tried(keys, signal))], known: false }
}
