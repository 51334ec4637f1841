import type { Values } from './credentials.ts'

/** Requests an access token: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export const requestAzureToken = async (values: Values, scope: string): Promise<string> => {
  const { tenantId = '', clientId = '', clientSecret, assertion = '' } = values
  const response = await fetch(
    `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        scope,
        ...(clientSecret
          ? { client_secret: clientSecret }
          : {
              client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
              client_assertion: assertion,
            }),
      }),
      signal: AbortSignal.timeout(20_000),
    },
  )
  if (!response.ok) throw new Error(`Entra ID gave no token (status ${response.status}).`)
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}
