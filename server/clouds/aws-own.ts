import type { Credentials } from '@aws-sdk/client-sts'
import { config } from '../config.ts'
import { fetchIdentityToken } from '../own-identity.ts'
import { clientFor, type Keys } from './aws-client.ts'
import { type Answer, answerOf, isDenied, notAws } from './aws-errors.ts'
import { Rejected, Unreachable } from './platform.ts'
import type { Session } from './sessions.ts'
import { within } from './trouble.ts'

/** The least that AWS gives; what is done with a role takes seconds. */
const sessionSeconds = 900
const sessionName = 'labseat'

const keysFrom = (given: Credentials | undefined): Keys => {
  const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw notAws()
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

let own: { keys: Keys; until: number } | undefined

/**
 * Labseat's own session at AWS, which no key of its own opens: Google says who it is, in a token made out to its role there.
 * @throws Unreachable
 */
const ownKeys = async (signal: AbortSignal): Promise<Keys> => {
  if (own && own.until > Date.now() + 5 * 60_000) return own.keys
  const { role, audience } = config.aws
  if (!role)
    throw new Unreachable(
      'Labseat has no role of its own at AWS yet. Connect the account with an access key.',
    )
  const { AssumeRoleWithWebIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const token = await within(signal, 'AWS', fetchIdentityToken(audience)).catch(() => {
    throw new Unreachable('Labseat could not get an identity of its own for AWS.')
  })
  // This one call is signed with nothing.
  const client = new STSClient(clientFor({ accessKeyId: 'none', secretAccessKey: 'none' }))
  try {
    const { Credentials } = await client.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: role,
        RoleSessionName: sessionName,
        WebIdentityToken: token,
      }),
      { abortSignal: signal },
    )
    own = { keys: keysFrom(Credentials), until: Credentials?.Expiration?.getTime() ?? 0 }
    return own.keys
  } catch (error) {
    if (error instanceof Unreachable) throw error
    const { code } = answerOf(error, signal)
    throw new Unreachable(`AWS does not take Labseat's own identity (${code}). Nothing is known of yours.`)
  }
}

const assumed = async (
  roleArn: string,
  externalId: string | undefined,
  signal: AbortSignal,
  seconds = sessionSeconds,
) => {
  const keys = await ownKeys(signal)
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts')
  return new STSClient(clientFor(keys)).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: seconds,
      ...(externalId !== undefined && { ExternalId: externalId }),
    }),
    { abortSignal: signal },
  )
}

/** What Terraform works with: an hour, the most that a role assumed by a role gives. @throws Rejected, Unreachable */
export const sessionOfRole = async (
  roleArn: string,
  externalId: string | undefined,
  signal: AbortSignal,
): Promise<Session> => {
  const { Credentials } = await sessionIn(roleArn, externalId, signal, 3600)
  const { accessKeyId, secretAccessKey, sessionToken } = keysFrom(Credentials)
  const expiresAt = Credentials?.Expiration?.toISOString()
  return {
    values: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    ...(expiresAt && { expiresAt }),
  }
}

const whoTrusts = (roleArn: string, externalId: string) =>
  `${roleArn} has to trust ${config.aws.role} on condition that sts:ExternalId is ${externalId}`

/** @throws Rejected, Unreachable */
const sessionIn = async (
  roleArn: string,
  externalId: string | undefined,
  signal: AbortSignal,
  seconds?: number,
) => {
  if (!externalId) throw new Error('A role is never assumed without an external id.')
  try {
    return await assumed(roleArn, externalId, signal, seconds)
  } catch (error) {
    if (error instanceof Unreachable) throw error
    const answer = answerOf(error, signal)
    throw new Rejected(
      'identity',
      'role-not-trusting',
      `AWS does not let Labseat assume this role${said(answer)}. ${whoTrusts(roleArn, externalId)}.`,
      'roleArn',
    )
  }
}

/**
 * A session of a customer's role, which has to ask for the external id: without it anybody's account here could use that role.
 * @throws Rejected, Unreachable
 */
export const assumeRole = async (
  roleArn: string,
  externalId: string | undefined,
  signal: AbortSignal,
): Promise<Keys> => keysFrom((await sessionIn(roleArn, externalId, signal)).Credentials)

const said = (answer: Answer) => (isDenied(answer) ? '' : ` (${answer.code})`)

/**
 * Tries the role without its external id, as AWS advises whoever is given roles:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 * @throws Rejected where that works
 */
export const insistsOnExternalId = async (
  roleArn: string,
  externalId: string,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await assumed(roleArn, undefined, signal)
  } catch (error) {
    if (error instanceof Unreachable) throw error
    answerOf(error, signal)
    return
  }
  throw new Rejected(
    'identity',
    'refused',
    `This role can be assumed without its external id, so that others could use it through Labseat. ${whoTrusts(roleArn, externalId)}.`,
    'roleArn',
  )
}
