import type { IncomingHttpHeaders } from 'node:http'
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify, UnsecuredJWT } from 'jose'
import * as z from 'zod'
import { id } from '../contract/common.ts'
import type { Access, Operation } from '../contract/operation.ts'
import { isAction, may } from '../domain/roles.ts'
import type { Caller } from '../server/caller.ts'
import { config } from '../server/config.ts'
import { documents } from '../server/documents.ts'
import { Problem } from '../server/problem.ts'
import { readDocument } from '../server/read-document.ts'

const claims = z.object({
  /** Documents lie under it, so it has to be an id as ours are. */
  sub: id,
  auth_time: z.number(),
  email: z.string().optional(),
  email_verified: z.boolean().default(false),
  name: z.string().default(''),
})
export type Claims = z.infer<typeof claims>

/**
 * Verifies Firebase ID tokens as Google asks of those who don't use an Admin SDK
 * (https://firebase.google.com/docs/auth/admin/verify-id-tokens#verify_id_tokens_using_a_third-party_jwt_library):
 * RS256 by a key of Google's, issuer, audience, expiry, a subject, and an issue and a sign-in that lie in the past.
 * Throws on anything else.
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
    const read = claims.parse(payload)
    if (Math.max(read.auth_time, payload.iat!) > Date.now() / 1000 + 5)
      throw new errors.JWTClaimValidationFailed('issued or signed in later than now', payload)
    return read
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
 * Behind ESPv2 `Authorization` is the gateway's own token and the caller's comes in `X-Forwarded-Authorization`; nothing but the gateway may
 * invoke a function. Only under the emulators, where no gateway is, is `Authorization` the caller's.
 */
const authorization = (headers: IncomingHttpHeaders): string | undefined =>
  headers['x-forwarded-authorization']?.toString() ?? (config.emulated ? headers.authorization : undefined)

const runnerKeys = createRemoteJWKSet(new URL('https://www.googleapis.com/oauth2/v3/certs'))
/**
 * A runner shows its Google identity, made out to the API; what opens its run is in the body. Locally runners are children of this machine
 * and have none.
 */
const runnerOnly = async (headers: IncomingHttpHeaders): Promise<undefined> => {
  if (config.emulated) return undefined
  const token = /^Bearer +(\S+)$/i.exec(authorization(headers) ?? '')?.[1]
  const { account } = config.runner
  const audience = config.mail.apiUrl
  const payload =
    token &&
    account &&
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
  if (!payload || payload.email !== account || payload.email_verified !== true)
    throw new Problem('unauthenticated', 'Only jobs of this Labseat may call this.')
  return undefined
}

const signIn = 'Sign in and send the request again. Nothing was changed.'

/** What is known of the caller of an operation with this access. */
export type CallerOf<A extends Access> = A extends 'public' | 'runner'
  ? undefined
  : A extends 'recognised'
    ? Caller | undefined
    : Caller

/**
 * Lets a call through or throws the problem that says why not. One read: access/{uid}.
 * A token is revoked when its sign-in is older than `validAfter` (whole seconds, as Firebase counts them).
 *
 * @param onVerified runs once the token is verified, right after the read of access/{uid} begins: what it reads is in the same call
 */
export const guard = async <A extends Access>(
  operation: Operation & { access: A },
  headers: IncomingHttpHeaders,
  onVerified: () => void = () => {},
): Promise<CallerOf<A>> => (await authenticate(operation, headers, onVerified)) as CallerOf<A>

const authenticate = async (
  operation: Operation,
  headers: IncomingHttpHeaders,
  onVerified: () => void,
): Promise<Caller | undefined> => {
  if (operation.access === 'public') return undefined
  if (operation.access === 'runner') return runnerOnly(headers)
  const shown = authorization(headers)
  if (shown === undefined && operation.access === 'recognised') return undefined
  const token = /^Bearer +(\S+)$/i.exec(shown ?? '')?.[1]
  if (!token) throw new Problem('unauthenticated', signIn)
  const claimed = await verify(token).catch((error: unknown) => {
    if (error instanceof errors.JWKSTimeout || error instanceof TypeError)
      throw new Problem('unavailable', 'Google’s keys can’t be fetched. Try again in a few seconds.', {
        retryAfter: 5,
      })
    throw new Problem('unauthenticated', `The token is not valid or has expired. ${signIn}`)
  })
  const accessRead = readDocument(documents.access(claimed.sub))
  onVerified()
  const access = (await accessRead).data()
  const validAfter = access?.validAfter
  if (validAfter && claimed.auth_time < Math.floor(Date.parse(validAfter) / 1000))
    throw new Problem('unauthenticated', `This sign-in has been ended. ${signIn}`)
  // What is public stays so for those who may do nothing else: they see it as strangers do.
  if (operation.access === 'recognised' && (!access || access.suspended || access.deletingSince))
    return undefined
  if (access?.suspended)
    throw new Problem('forbidden', 'This account is suspended. Write to the organisers of this site.')
  if (access?.deletingSince && !operation.withoutProfile)
    throw new Problem('unauthenticated', 'This account is being deleted. Nothing was changed.')
  if (!access && !operation.withoutProfile)
    throw new Problem(
      'profile-required',
      'Finish signing up: open Labseat once while signed in, or call GET /v1/me.',
    )
  if (operation.access === 'verified' && !claimed.email_verified)
    throw new Problem('email-not-verified', 'Open the link in the e-mail we sent you, then try again.')
  const caller: Caller = {
    uid: claimed.sub,
    role: access?.role ?? 'member',
    email: claimed.email ?? null,
    emailVerified: claimed.email_verified,
    name: claimed.name,
    signedInAt: claimed.auth_time,
  }
  if (operation.access === 'role' && !(isAction(operation.id) && may(caller, operation.id)))
    throw new Problem(
      'forbidden',
      'Your role does not include this. An admin can change it; nothing was done.',
    )
  return caller
}
