import { labseat } from './demo.ts'
import type { Answer, Routes } from './double.ts'
import { deny, refusal } from './google-errors.ts'
import type { GoogleWorld } from './google-world.ts'
import { claimsOf, isSignedBy } from './tokens.ts'

const invalid = (description: string): Answer => ({
  status: 400,
  json: { error: 'invalid_grant', error_description: description },
})

/** Access tokens for a signed assertion (RFC 7523), and for a caller who may act as a service account. */
export const tokenRoutes = ({ accounts, tokens }: GoogleWorld): Routes => ({
  'POST /oauth2.googleapis.com/token': ({ body }) => {
    const assertion = new URLSearchParams(body).get('assertion') ?? ''
    const { iss, aud, iat, exp } = claimsOf(assertion)
    const account = accounts.get(String(iss))
    if (!account) return invalid('Invalid grant: account not found')
    if (account.deleted) return invalid('The account has been deleted')
    if (!account.key || !isSignedBy(assertion, account.key.publicKey))
      return invalid('Invalid JWT Signature.')
    const now = Date.now() / 1000
    if (aud !== 'https://oauth2.googleapis.com/token') return invalid('Invalid JWT: Failed audience check.')
    if (Number(iat) > now + 300 || Number(exp) < now - 300 || Number(exp) - Number(iat) > 3600)
      return invalid(
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      )
    if (account.disabled) return invalid('Robot is disabled.')
    return {
      json: { access_token: tokens.issue('ya29.c.', String(iss)), expires_in: 3599, token_type: 'Bearer' },
    }
  },

  'POST /iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{email}:generateAccessToken': ({
    headers,
    params: { email = '' },
  }) => {
    if (tokens.bearer(headers.authorization) !== labseat.email)
      return refusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
    const account = accounts.get(email)
    if (account?.disabled) return refusal(400, 'FAILED_PRECONDITION', `Service account ${email} is disabled.`)
    if (!account?.trusts)
      return deny("Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).")
    return {
      json: {
        accessToken: tokens.issue('ya29.d.', email),
        expireTime: new Date(Date.now() + 3_600_000).toISOString(),
      },
    }
  },
})
