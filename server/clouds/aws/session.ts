import type { Credentials } from '@aws-sdk/client-sts'
import { config } from '../../config.ts'
import { fetchIdentityToken } from '../../own-identity.ts'
import { runUntilAborted } from '../errors.ts'
import { Rejected, type Session, Unreachable } from '../platform.ts'
import { type AwsCredentials, type AwsRole, type Keys, toClientOptions } from './client.ts'
import { type AwsError, isDenied, notAwsError, readError } from './errors.ts'

/** The shortest session that AWS gives. A function uses it for seconds. */
const callSessionSeconds = 900
/** The longest session that AWS gives for a role assumed by a role. */
const terraformSessionSeconds = 3600
const sessionName = 'labseat'

const toKeys = (credentials: Credentials | undefined): Keys => {
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw notAwsError()
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

let ownSession: { keys: Keys; expiresAtMs: number } | undefined

/**
 * Labseat's own session at AWS. It needs no stored key: a Google identity token opens Labseat's role there.
 * @throws Unreachable
 */
const ownKeys = async (signal: AbortSignal): Promise<Keys> => {
  if (ownSession && ownSession.expiresAtMs > Date.now() + 5 * 60_000) return ownSession.keys
  const { role, audience } = config.aws
  if (!role)
    throw new Unreachable(
      'This Labseat has no AWS role: LABSEAT_AWS_ROLE is not set. Connect the account with an access key.',
    )
  const { AssumeRoleWithWebIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const token = await runUntilAborted(signal, 'AWS', fetchIdentityToken(audience)).catch(() => {
    throw new Unreachable('Labseat could not get its own identity for AWS.')
  })
  // STS ignores the signature of this call.
  const client = new STSClient(toClientOptions({ accessKeyId: 'none', secretAccessKey: 'none' }))
  try {
    const { Credentials } = await client.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: role,
        RoleSessionName: sessionName,
        WebIdentityToken: token,
      }),
      { abortSignal: signal },
    )
    ownSession = { keys: toKeys(Credentials), expiresAtMs: Credentials?.Expiration?.getTime() ?? 0 }
    return ownSession.keys
  } catch (error) {
    if (error instanceof Unreachable) throw error
    const { code } = readError(error, signal)
    throw new Unreachable(
      `AWS does not accept Labseat's own identity (${code}). Your credentials were not checked.`,
    )
  }
}

const sendAssumeRole = async (
  { roleArn, externalId, seconds }: { roleArn: string; externalId?: string; seconds: number },
  signal: AbortSignal,
) => {
  const keys = await ownKeys(signal)
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts')
  return new STSClient(toClientOptions(keys)).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: seconds,
      ...(externalId !== undefined && { ExternalId: externalId }),
    }),
    { abortSignal: signal },
  )
}

const describeTrust = ({ roleArn, externalId }: AwsRole) =>
  `${roleArn} must trust ${config.aws.role} on the condition that sts:ExternalId is ${externalId}`

const codeUnlessDenied = (error: AwsError) => (isDenied(error) ? '' : ` (${error.code})`)

/** @throws Rejected, Unreachable */
const assumeRole = async (role: AwsRole, signal: AbortSignal, seconds = callSessionSeconds) => {
  const { roleArn, externalId } = role
  if (!externalId) throw new Error('The external id is missing.')
  try {
    const { Credentials } = await sendAssumeRole({ roleArn, externalId, seconds }, signal)
    return { keys: toKeys(Credentials), expiresAt: Credentials?.Expiration?.toISOString() }
  } catch (error) {
    if (error instanceof Unreachable) throw error
    throw new Rejected(
      'identity',
      'role-not-trusting',
      `AWS does not let Labseat assume this role${codeUnlessDenied(readError(error, signal))}. ${describeTrust(role)}.`,
      'roleArn',
    )
  }
}

/** The keys for a few calls: those of the access key, or of a session of the role. @throws Rejected, Unreachable */
export const resolveKeys = async (credentials: AwsCredentials, signal: AbortSignal): Promise<Keys> =>
  credentials.kind === 'access-key' ? credentials : (await assumeRole(credentials, signal)).keys

/**
 * Access keys stay as they are: a session made of them (GetSessionToken) may not call IAM, and a cluster needs roles.
 * @throws Rejected, Unreachable
 */
export const openSession = async (credentials: AwsCredentials, signal: AbortSignal): Promise<Session> => {
  if (credentials.kind === 'access-key') return { values: toValues(credentials) }
  const { keys, expiresAt } = await assumeRole(credentials, signal, terraformSessionSeconds)
  return { values: toValues(keys), ...(expiresAt && { expiresAt }) }
}

const toValues = ({ accessKeyId, secretAccessKey, sessionToken }: Keys): Record<string, string> => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken && { sessionToken }),
})

/**
 * Assumes the role without its external id, which must fail. Without the condition, another person could use this role through Labseat. AWS
 * recommends the check: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 * @throws Rejected if the role does not ask for its external id
 */
export const requireExternalId = async (role: AwsRole, signal: AbortSignal): Promise<void> => {
  try {
    await sendAssumeRole({ roleArn: role.roleArn, seconds: callSessionSeconds }, signal)
  } catch (error) {
    if (error instanceof Unreachable) throw error
    readError(error, signal)
    return
  }
  throw new Rejected(
    'identity',
    'refused',
    `This role does not ask for its external id, so other people could use it through Labseat. ${describeTrust(role)}.`,
    'roleArn',
  )
}
