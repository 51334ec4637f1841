import type { IncomingHttpHeaders } from 'node:http'
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { config } from '../server/config.ts'
import { Problem } from '../server/problem.ts'
import { throwIfKeysUnavailable } from './token-keys.ts'

/**
 * Verifies Firebase App Check tokens by Google's rules for servers without an Admin SDK
 * (https://firebase.google.com/docs/app-check/custom-resource-backend#other): RS256 with one of Google's keys, type, issuer, audience,
 * expiry and an app as the subject.
 *
 * @throws for any other token
 */
export const appCheckVerifier =
  (projectNumber: string, keys: JWTVerifyGetKey) =>
  async (token: string): Promise<void> => {
    await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      typ: 'JWT',
      issuer: `https://firebaseappcheck.googleapis.com/${projectNumber}`,
      audience: `projects/${projectNumber}`,
      requiredClaims: ['sub', 'exp'],
    })
  }

const verify =
  config.appCheckProjectNumber === undefined
    ? undefined
    : appCheckVerifier(
        config.appCheckProjectNumber,
        createRemoteJWKSet(new URL('https://firebaseappcheck.googleapis.com/v1/jwks')),
      )

/** Where App Check is configured, refuses callers that are not the web app. @throws Problem `unauthenticated`, `unavailable` */
export const requireApp = async (headers: IncomingHttpHeaders): Promise<void> => {
  if (!verify) return
  const token = headers['x-firebase-appcheck']?.toString() ?? ''
  await verify(token).catch((error: unknown) => {
    throwIfKeysUnavailable(error)
    throw new Problem(
      'unauthenticated',
      'Labseat could not check that this comes from its own page. Reload the page and try again. Nothing was changed.',
    )
  })
}
