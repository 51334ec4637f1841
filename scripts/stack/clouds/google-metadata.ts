import { labseat } from './demo.ts'
import type { Routes } from './double.ts'
import type { GoogleWorld } from './google-world.ts'
import { sign } from './tokens.ts'

const flavor = { 'metadata-flavor': 'Google' }
const account = '/computeMetadata/v1/instance/service-accounts/default'

/** The metadata server of a machine that runs as Labseat's service account: https://cloud.google.com/compute/docs/metadata/overview */
export const metadataRoutes = ({ tokens, ownKey }: GoogleWorld): Routes => ({
  [`GET ${account}/token`]: () => ({
    headers: flavor,
    json: {
      access_token: tokens.issue('ya29.own-', labseat.email),
      expires_in: 3599,
      token_type: 'Bearer',
    },
  }),
  [`GET ${account}/identity`]: ({ query }) => {
    const now = Math.floor(Date.now() / 1000)
    const { issuer, uniqueId, email } = labseat
    const claims = { iss: issuer, sub: uniqueId, azp: uniqueId, email, email_verified: true }
    const token = sign(
      { ...claims, aud: query.get('audience'), iat: now, exp: now + 3600 },
      ownKey.privateKey,
      'own',
    )
    return { headers: { ...flavor, 'content-type': 'text/html' }, text: token }
  },
  [`GET ${account}/email`]: () => ({
    headers: { ...flavor, 'content-type': 'text/plain' },
    text: labseat.email,
  }),
})
