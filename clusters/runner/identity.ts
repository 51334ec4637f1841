import { decodeJwt } from 'jose'

/** https://cloud.google.com/run/docs/securing/service-identity#fetching_identity_and_access_tokens_using_the_metadata_server */
const metadataServer = () => `http://${process.env.GCE_METADATA_HOST ?? 'metadata.google.internal'}`

/** Google's word to `audience` of who this job is, kept until five minutes before it ends. */
export const googleIdentity = (audience: string): (() => Promise<string>) => {
  let kept: { token: string; until: number } | undefined
  return async () => {
    if (kept && Date.now() < kept.until) return kept.token
    const query = new URLSearchParams({ audience, format: 'full' })
    const response = await fetch(
      `${metadataServer()}/computeMetadata/v1/instance/service-accounts/default/identity?${query}`,
      { headers: { 'Metadata-Flavor': 'Google' }, signal: AbortSignal.timeout(10_000) },
    )
    if (!response.ok) throw new Error(`The metadata server answered ${response.status}.`)
    const token = (await response.text()).trim()
    kept = { token, until: (decodeJwt(token).exp ?? 0) * 1000 - 300_000 }
    return token
  }
}
