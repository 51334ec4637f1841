import { randomUUID } from 'node:crypto'
import type { AzureWorld } from './azure-world.ts'
import type { Answer, Routes } from './double.ts'
import type { GoogleWorld } from './google-world.ts'
import { claimsOf, isSignedBy } from './tokens.ts'

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refuse = (status: number, error: string, code: number, words: string): Answer => {
  const [traceId, correlationId] = [randomUUID(), randomUUID()]
  const timestamp = new Date().toISOString().replace(/T|\.\d+/g, (match) => (match === 'T' ? ' ' : ''))
  const trailer = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`
  return {
    status,
    json: {
      error,
      error_description: `AADSTS${code}: ${words} ${trailer}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
    },
  }
}

/** Microsoft's sign-in for applications, with a secret or with a token of another identity provider. */
export const loginRoutes = ({ tenants, tokens }: AzureWorld, { ownKey }: GoogleWorld): Routes => ({
  // The library reads this only from hosts that it does not know. It knows Microsoft's.
  'GET /{tenant}/v2.0/.well-known/openid-configuration': ({ params, origin }) => ({
    json: {
      issuer: `${origin}/${params.tenant}/v2.0`,
      authorization_endpoint: `${origin}/${params.tenant}/oauth2/v2.0/authorize`,
      token_endpoint: `${origin}/${params.tenant}/oauth2/v2.0/token`,
      end_session_endpoint: `${origin}/${params.tenant}/oauth2/v2.0/logout`,
      jwks_uri: `${origin}/${params.tenant}/discovery/v2.0/keys`,
    },
  }),

  'POST /{tenant}/oauth2/v2.0/token': ({ params, body }) => {
    const form = new URLSearchParams(body)
    const tenant = tenants.get(params.tenant!.toLowerCase())
    if (!tenant)
      return refuse(
        400,
        'invalid_request',
        90002,
        `Tenant '${params.tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
      )
    const id = form.get('client_id') ?? ''
    const application = tenant.get(id.toLowerCase())
    if (!application)
      return refuse(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${id}' was not found in the directory 'Labseat'. This can happen if the application has not been installed by the administrator of the tenant.`,
      )
    if (application.disabled)
      return refuse(400, 'unauthorized_client', 7000112, `Application '${id}'(labseat) is disabled.`)

    const assertion = form.get('client_assertion')
    if (assertion) {
      const { iss, sub, aud } = claimsOf(assertion)
      if (!isSignedBy(assertion, ownKey.publicKey))
        return refuse(401, 'invalid_client', 700027, 'Client assertion contains an invalid signature.')
      if (
        !application.trusts.some(
          ({ issuer, subject, audience }) => issuer === iss && subject === sub && audience === aud,
        )
      )
        return refuse(
          400,
          'invalid_request',
          700213,
          `No matching federated identity record found for presented assertion subject '${sub}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`,
        )
    } else {
      const secret = application.secrets.find(({ value }) => value === form.get('client_secret'))
      if (!secret)
        return refuse(
          401,
          'invalid_client',
          7000215,
          `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${id}'.`,
        )
      if (secret.expired)
        return refuse(
          401,
          'invalid_client',
          7000222,
          `The provided client secret keys for app '${id}' are expired. Visit the Azure portal to create new keys for your app.`,
        )
    }
    const scope =
      form
        .get('scope')
        ?.split(' ')
        .find((part) => part.endsWith('/.default')) ?? ''
    const access_token = tokens.issue('eyJ0eXAi.', { application, scope })
    return { json: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token } }
  },
})
