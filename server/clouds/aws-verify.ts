import { neededPermissions } from '../../domain/cloud-permissions.ts'
import { type AwsCredentials, clientFor, type Keys } from './aws-client.ts'
import { type Answer, answerOf, notAws } from './aws-errors.ts'
import { assumeRole, insistsOnExternalId } from './aws-own.ts'
import { missingPermissions } from './aws-permissions.ts'
import { Rejected, type Report, Unreachable, type Verification } from './platform.ts'

type Given = { signal: AbortSignal; report: Report; externalId?: string | undefined }

const rejectionOf = ({ code, words }: Answer): Rejected => {
  switch (code) {
    case 'InvalidClientTokenId':
    case 'InvalidAccessKeyId':
    case 'AuthFailure':
    case 'UnrecognizedClientException':
      return new Rejected(
        'identity',
        'unknown-identity',
        'AWS does not know this access key: it was deleted or made inactive, comes from another partition (GovCloud, China), or its session token is not the one that belongs to it.',
        'accessKeyId',
      )
    case 'SignatureDoesNotMatch':
    case 'IncompleteSignature':
      return new Rejected(
        'identity',
        'wrong-secret',
        'The secret access key does not belong to this access key id. Copy both again, from the same line of the file that AWS gave.',
        'secretAccessKey',
      )
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'RequestExpired':
      return new Rejected(
        'identity',
        'expired',
        'These temporary credentials have expired. Get new ones.',
        'sessionToken',
      )
    default:
      return new Rejected(
        'identity',
        'refused',
        `AWS refuses these credentials (${code}).${words && ` ${words}`}`,
      )
  }
}

const whoIs = async (keys: Keys, signal: AbortSignal): Promise<{ account: string; arn: string }> => {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const said = await new STSClient(clientFor(keys))
    .send(new GetCallerIdentityCommand({}), { abortSignal: signal })
    .catch((error: unknown) => {
      throw rejectionOf(answerOf(error, signal))
    })
  const { Account: account, Arn: arn } = said
  const [, partition] = arn?.match(/^arn:([\w-]+):(?:iam|sts)::\d{12}:[\w+=,.@/-]+$/) ?? []
  if (!account || !arn || !partition) throw notAws()
  if (partition !== 'aws')
    throw new Rejected(
      'identity',
      'other-partition',
      `Labseat reaches the standard partition, aws, alone; these credentials are of ${partition}.`,
    )
  return { account, arn }
}

const identified = async (credentials: AwsCredentials, { signal, externalId }: Given) => {
  if (credentials.kind === 'access-key') return { keys: credentials, ...(await whoIs(credentials, signal)) }
  const keys = await assumeRole(credentials.roleArn, externalId, signal)
  const [who] = await Promise.all([
    whoIs(keys, signal),
    insistsOnExternalId(credentials.roleArn, String(externalId), signal),
  ])
  return { keys, ...who }
}

/** The regions that the account can use. @returns undefined where these credentials are not told */
const regionsOf = async (keys: Keys, signal: AbortSignal): Promise<string[] | undefined> => {
  const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
  try {
    const { Regions } = await new EC2Client(clientFor(keys)).send(new DescribeRegionsCommand({}), {
      abortSignal: signal,
    })
    if (!Regions?.length) throw notAws()
    return Regions.flatMap(({ RegionName, OptInStatus }) =>
      RegionName && OptInStatus !== 'not-opted-in' ? [RegionName] : [],
    ).sort()
  } catch (error) {
    if (error instanceof Unreachable) throw error
    answerOf(error, signal)
    return undefined
  }
}

/** Format, identity, then permissions and regions side by side, told in order. @throws Rejected, Unreachable */
export const verify = async (credentials: AwsCredentials, given: Given): Promise<Verification> => {
  const { report, signal } = given
  report('format', 'running')
  if (
    credentials.kind === 'access-key' &&
    credentials.accessKeyId.startsWith('AKIA') &&
    credentials.sessionToken
  )
    throw new Rejected(
      'format',
      'malformed',
      'Keys that begin with AKIA have no session token. Leave it out, or take the temporary key that it belongs to.',
      'sessionToken',
    )
  report('format', 'passed')

  report('identity', 'running')
  const { keys, account, arn } = await identified(credentials, given)
  if (arn.endsWith(':root'))
    report(
      'identity',
      'warned',
      'This is the root user of the account. Give Labseat a role or a user of its own.',
    )
  else report('identity', 'passed', arn)

  report('permissions', 'running')
  const regions = regionsOf(keys, signal)
  // It is waited for below, and may fail before.
  regions.catch(() => {})
  const source = credentials.kind === 'assume-role' ? credentials.roleArn : arn
  const { missing, known } = await missingPermissions(source, keys, signal)
  const total = neededPermissions.aws.length
  if (!known)
    report(
      'permissions',
      'warned',
      `AWS does not say what these credentials may do.${missing.length > 0 ? ` Known to be missing: ${missing.join(', ')}.` : ''}`,
    )
  else if (missing.length > 0)
    report('permissions', 'warned', `${missing.length} of ${total} permissions are missing.`)
  else report('permissions', 'passed', `All ${total} permissions.`)

  report('regions', 'running')
  const found = await regions
  if (found) report('regions', 'passed', `${found.length} regions.`)
  else report('regions', 'warned', 'These credentials may not list regions: ec2:DescribeRegions is missing.')
  return {
    identity: arn,
    scope: { id: account },
    missingPermissions: missing,
    permissionsKnown: known,
    regions: found ?? [],
  }
}
