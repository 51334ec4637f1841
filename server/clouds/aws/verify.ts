import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { Rejected, type ReportStep, Unreachable, type Verification } from '../platform.ts'
import { type AwsCredentials, type Keys, toClientOptions } from './client.ts'
import { notAwsError, readError, toRejected } from './errors.ts'
import { findMissingPermissions } from './permissions.ts'
import { requireExternalId, resolveKeys } from './session.ts'

const checkFormat = (credentials: AwsCredentials): void => {
  if (
    credentials.kind === 'access-key' &&
    credentials.accessKeyId.startsWith('AKIA') &&
    credentials.sessionToken
  )
    throw new Rejected(
      'format',
      'malformed',
      'Keys that begin with AKIA have no session token. Remove the token, or use the temporary key that it belongs to.',
      'sessionToken',
    )
}

const getCallerIdentity = async (
  keys: Keys,
  signal: AbortSignal,
): Promise<{ account: string; arn: string }> => {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const { Account: account, Arn: arn } = await new STSClient(toClientOptions(keys))
    .send(new GetCallerIdentityCommand({}), { abortSignal: signal })
    .catch((error: unknown) => {
      throw toRejected(readError(error, signal))
    })
  const [, partition] = arn?.match(/^arn:([\w-]+):(?:iam|sts)::\d{12}:[\w+=,.@/-]+$/) ?? []
  if (!account || !arn || !partition) throw notAwsError()
  if (partition !== 'aws')
    throw new Rejected(
      'identity',
      'other-partition',
      `Labseat supports only the standard partition, aws. These credentials belong to ${partition}.`,
    )
  return { account, arn }
}

/** @throws Rejected, Unreachable */
const identify = async (credentials: AwsCredentials, signal: AbortSignal) => {
  const keys = await resolveKeys(credentials, signal)
  const [identity] = await Promise.all([
    getCallerIdentity(keys, signal),
    credentials.kind === 'assume-role' && requireExternalId(credentials, signal),
  ])
  return { keys, ...identity }
}

/** The regions that the account can use, or undefined if these credentials may not list them. */
const listRegions = async (keys: Keys, signal: AbortSignal): Promise<string[] | undefined> => {
  const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
  try {
    const { Regions } = await new EC2Client(toClientOptions(keys)).send(new DescribeRegionsCommand({}), {
      abortSignal: signal,
    })
    if (!Regions?.length) throw notAwsError()
    return Regions.flatMap(({ RegionName, OptInStatus }) =>
      RegionName && OptInStatus !== 'not-opted-in' ? [RegionName] : [],
    ).sort()
  } catch (error) {
    if (error instanceof Unreachable) throw error
    readError(error, signal)
    return undefined
  }
}

const reportIdentity = (arn: string, report: ReportStep) => {
  if (arn.endsWith(':root'))
    report('identity', 'warned', 'This is the root user of the account. Give Labseat its own role or user.')
  else report('identity', 'passed', arn)
}

const reportPermissions = (missing: string[], known: boolean, report: ReportStep) => {
  const total = neededPermissions.aws.length
  if (!known)
    report(
      'permissions',
      'warned',
      `AWS does not list the permissions of these credentials.${missing.length > 0 ? ` Known to be missing: ${missing.join(', ')}.` : ''}`,
    )
  else if (missing.length > 0)
    report('permissions', 'warned', `${missing.length} of ${total} permissions are missing.`)
  else report('permissions', 'passed', `All ${total} permissions.`)
}

/** Permissions and regions are read in parallel, and reported in order. @throws Rejected, Unreachable */
export const verify = async (
  credentials: AwsCredentials,
  { signal, report }: { signal: AbortSignal; report: ReportStep },
): Promise<Verification> => {
  report('format', 'running')
  checkFormat(credentials)
  report('format', 'passed')

  report('identity', 'running')
  const { keys, account, arn } = await identify(credentials, signal)
  reportIdentity(arn, report)

  report('permissions', 'running')
  const regionsRead = listRegions(keys, signal)
  // It may reject before it is awaited below.
  regionsRead.catch(() => {})
  const source = credentials.kind === 'assume-role' ? credentials.roleArn : arn
  const { missing, known } = await findMissingPermissions(source, keys, signal)
  reportPermissions(missing, known, report)

  report('regions', 'running')
  const regions = await regionsRead
  if (regions) report('regions', 'passed', `${regions.length} regions.`)
  else report('regions', 'warned', 'These credentials may not list regions: ec2:DescribeRegions is missing.')
  return {
    identity: arn,
    scope: { id: account },
    missingPermissions: missing,
    permissionsKnown: known,
    regions: regions ?? [],
  }
}
