import { decodeJwt } from 'jose'

/** https://cloud.google.com/run/docs/securing/service-identity#fetching_identity_and_access_tokens_using_the_metadata_server */
const metadataServer = () => `http://${process.env.GCE_METADATA_HOST ?? 'metadata.google.internal'}`

/** Returns the job's identity token for `audience`, and requests a new one five minutes before it expires. */
export const createIdentityReader = (audience: string): (() => Promise<string>) => {
  let current: { token: string; renewAt: number } | undefined
  return async () => {
    if (current && Date.now() < current.renewAt) return current.token
    const query = new URLSearchParams({ audience, format: 'full' })
    const response = await fetch(
      `${metadataServer()}/computeMetadata/v1/instance/service-accounts/default/identity?${query}`,
      { headers: { 'Metadata-Flavor': 'Google' }, signal: AbortSignal.timeout(10_000) },
    )
    if (!response.ok)
      throw new Error(`The metadata server gave no identity token (status ${response.status}).`)
    const token = (await response.text()).trim()
    current = { token, renewAt: (decodeJwt(token).exp ?? 0) * 1000 - 300_000 }
    return token
  }
}
