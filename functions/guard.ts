import type { IncomingHttpHeaders } from 'node:http'
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify, UnsecuredJWT } from 'jose'
import * as z from 'zod'
import { id } from '../contract/common.ts'
import type { Access, Operation } from '../contract/operation.ts'
import { emailAddress } from '../contract/people.ts'
import { maxNameLength, repairName } from '../domain/names.ts'
import { isAction, may } from '../domain/roles.ts'
import { isSessionOver } from '../domain/sign-in.ts'
import type { Caller } from '../server/caller.ts'
import { config } from '../server/config.ts'
import { documents } from '../server/documents.ts'
import { continuedSignIn, requireRecentSignIn } from '../server/people/sign-in.ts'
import { Problem } from '../server/problem.ts'
import { readDocument } from '../server/read-document.ts'
import { requireApp } from './app-check.ts'
import { throwIfKeysUnavailable } from './token-keys.ts'

const claims = z.object({
  /** The uid is part of document paths, so it must be a valid id. */
  sub: id,
  auth_time: z.number(),
  email: z.string().optional(),
  email_verified: z.boolean().default(false),
  name: z.string().default(''),
  firebase: z
    .object({ sign_in_provider: z.string().optional(), sign_in_second_factor: z.string().optional() })
    .default({}),
  labseat: continuedSignIn.optional(),
})
export type Claims = z.infer<typeof claims>

/** The caller's address. A person can change it at Firebase directly: one that the API would refuse counts as none, and as not confirmed. */
const addressOf = ({ email, email_verified }: Claims): Pick<Caller, 'email' | 'emailVerified'> =>
  email !== undefined && !emailAddress.safeParse(email).success
    ? { email: null, emailVerified: false }
    : { email: email ?? null, emailVerified: email_verified }

/**
 * Verifies Firebase ID tokens by Google's rules for servers without an Admin SDK
 * (https://firebase.google.com/docs/auth/admin/verify-id-tokens#verify_id_tokens_using_a_third-party_jwt_library):
 * RS256 with one of Google's keys, issuer, audience, expiry, a subject, and issue and sign-in times in the past.
 *
 * @throws for any other token
 */
export const tokenVerifier =
  (projectId: string, keys: JWTVerifyGetKey) =>
  async (token: string): Promise<Claims> => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: `https://securetoken.google.com/${projectId}`,
      audience: projectId,
      requiredClaims: ['sub', 'iat', 'exp', 'auth_time'],
    })
    const tokenClaims = claims.parse(payload)
    if (Math.max(tokenClaims.auth_time, payload.iat!) > Date.now() / 1000 + 5)
      throw new errors.JWTClaimValidationFailed('issued or signed in later than now', payload)
    return tokenClaims
  }

/** The Auth emulator's tokens carry no signature. config.ts refuses to boot with the emulator on Cloud Run. */
const emulatorVerifier = async (token: string): Promise<Claims> =>
  claims.parse(
    UnsecuredJWT.decode(token, {
      issuer: `https://securetoken.google.com/${config.projectId}`,
      audience: config.projectId,
    }).payload,
  )

const googleKeys = 'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com'
const verify = config.emulated
  ? emulatorVerifier
  : tokenVerifier(config.projectId, createRemoteJWKSet(new URL(googleKeys)))

/**
 * Behind ESPv2, `Authorization` holds the gateway's token and `X-Forwarded-Authorization` the caller's. Only the gateway may invoke a
 * function. The emulators have no gateway, so there `Authorization` holds the caller's token.
 */
const readAuthorization = (headers: IncomingHttpHeaders): string | undefined =>
  headers['x-forwarded-authorization']?.toString() ?? (config.emulated ? headers.authorization : undefined)

/** The caller's token. */
export const readBearerToken = (headers: IncomingHttpHeaders): string | undefined =>
  /^Bearer +(\S+)$/i.exec(readAuthorization(headers) ?? '')?.[1]

const runnerKeys = createRemoteJWKSet(new URL('https://www.googleapis.com/oauth2/v3/certs'))
/**
 * A runner sends an identity token from Google with the API as audience. The secret of its run is in the body. Local runners are child
 * processes without a Google identity.
 */
const requireRunner = async (headers: IncomingHttpHeaders): Promise<undefined> => {
  if (config.emulated) return undefined
  const token = readBearerToken(headers)
  const { accounts } = config.runner
  const audience = config.mail.apiUrl
  const payload =
    token &&
    accounts.length > 0 &&
    audience &&
    (await jwtVerify(token, runnerKeys, {
      algorithms: ['RS256'],
      issuer: ['https://accounts.google.com', 'accounts.google.com'],
      audience,
      requiredClaims: ['exp', 'aud', 'email'],
    }).then(
      (verified) => verified.payload,
      () => undefined,
    ))
  if (!payload || !accounts.includes(String(payload.email)) || payload.email_verified !== true)
    throw new Problem('unauthenticated', 'Only jobs of this Labseat may call this.')
  return undefined
}

/** Firebase bounds a display name by bytes only. A longer name is cut. */
const maxAccountNameLength = 2 * maxNameLength + 1

/** When and how the person proved who they are. Only Labseat signs custom tokens, so only theirs may name an earlier sign-in. */
export const signInOf = ({
  auth_time,
  firebase,
  labseat,
}: Claims): Pick<Caller, 'signedInAt' | 'secondFactor'> =>
  firebase.sign_in_provider === 'custom' && labseat
    ? { signedInAt: labseat.signedInAt, secondFactor: labseat.secondFactor }
    : { signedInAt: auth_time, secondFactor: firebase.sign_in_second_factor }

const signInHint = 'Sign in and send the request again. Nothing was changed.'

/** The caller that a handler receives, by the access of its operation. */
export type CallerOf<A extends Access> = A extends 'public' | 'runner'
  ? undefined
  : A extends 'recognised'
    ? Caller | undefined
    : Caller

/**
 * Returns the caller, or throws the problem that refuses the call. Reads one document: access/{uid}.
 * A token is revoked when its sign-in is older than `validAfter` (whole seconds, as Firebase counts them).
 *
 * @param onVerified gets the person of a verified token when the read of access/{uid} has begun; its own reads join the same call
 */
export const guard = async <A extends Access>(
  operation: Operation & { access: A },
  headers: IncomingHttpHeaders,
  onVerified: (uid: string) => void = () => {},
): Promise<CallerOf<A>> => (await authenticate(operation, headers, onVerified)) as CallerOf<A>

const authenticate = async (
  operation: Operation,
  headers: IncomingHttpHeaders,
  onVerified: (uid: string) => void,
): Promise<Caller | undefined> => {
  if (operation.fromApp) await requireApp(headers)
  if (operation.access === 'public') return undefined
  if (operation.access === 'runner') return requireRunner(headers)
  if (readAuthorization(headers) === undefined && operation.access === 'recognised') return undefined
  const token = readBearerToken(headers)
  if (!token) throw new Problem('unauthenticated', signInHint)
  const claimed = await verify(token).catch((error: unknown) => {
    throwIfKeysUnavailable(error)
    throw new Problem('unauthenticated', `The token is not valid or has expired. ${signInHint}`)
  })
  const accessRead = readDocument(documents.access(claimed.sub))
  onVerified(claimed.sub)
  const access = (await accessRead).data()
  const validAfter = access?.validAfter
  if (validAfter && claimed.auth_time < Math.floor(Date.parse(validAfter) / 1000))
    throw new Problem('unauthenticated', `This session has ended. ${signInHint}`)
  const now = new Date().toISOString()
  const signIn = signInOf(claimed)
  if (isSessionOver(signIn.signedInAt, config.sessionDays, now))
    throw new Problem(
      'unauthenticated',
      `This session has ended, because sessions last ${config.sessionDays} days. ${signInHint}`,
    )
  // A suspended or leaving person still sees public data, as a visitor without an account does.
  if (operation.access === 'recognised' && (!access || access.suspended || access.deletingSince))
    return undefined
  if (access?.suspended)
    throw new Problem('forbidden', 'This account is suspended. Contact the people who run this Labseat.')
  if (access?.deletingSince && !operation.withoutProfile)
    throw new Problem('unauthenticated', 'This account is being deleted. Nothing was changed.')
  if (!access && !operation.withoutProfile)
    throw new Problem(
      'profile-required',
      'Finish signing up: open Labseat once while signed in, or call GET /v1/me.',
    )
  const address = addressOf(claimed)
  if (operation.access === 'verified' && !address.emailVerified)
    throw new Problem('email-not-verified', 'Open the link in the e-mail we sent you, then try again.')
  const role = access?.role ?? 'member'
  // Without the second factor that their role needs, a person has the rights of a member.
  const withoutSecondFactor = !signIn.secondFactor && config.secondFactorRoles.has(role)
  const caller: Caller = {
    uid: claimed.sub,
    role: withoutSecondFactor ? 'member' : role,
    ...address,
    name: repairName(claimed.name, maxAccountNameLength),
    ...signIn,
  }
  if (
    withoutSecondFactor &&
    operation.access === 'role' &&
    isAction(operation.id) &&
    !may(caller, operation.id) &&
    may({ ...caller, role }, operation.id)
  )
    throw new Problem(
      'second-factor-required',
      'Your role needs a second factor. Add one under Settings → Second factor, or sign in again with the one that you have. Nothing was changed.',
    )
  if (operation.access === 'role' && !(isAction(operation.id) && may(caller, operation.id)))
    throw new Problem(
      'forbidden',
      'Your role does not include this. An admin can change your role. Nothing was changed.',
    )
  if (operation.sensitive) requireRecentSignIn(caller, now)
  return caller
}
