import type { Compute } from 'google-auth-library'

let compute: Promise<Compute> | undefined

/**
 * The service account that Labseat runs as, from Google's metadata server, and locally from its double (GCE_METADATA_HOST). It does not use
 * the default credentials, which could be a developer's own.
 */
export const getOwnClient = (): Promise<Compute> => {
  compute ??= import('google-auth-library').then(({ Compute }) => new Compute())
  return compute
}

/** A Google identity token that proves Labseat's identity to `audience`. It is valid for one hour and grants no access itself. */
export const fetchIdentityToken = async (audience: string): Promise<string> => {
  const client = await getOwnClient()
  return client.fetchIdToken(audience)
}

/** An access token for Google's services, cached until shortly before it expires. */
export const fetchAccessToken = async (): Promise<string> => {
  const { token } = await (await getOwnClient()).getAccessToken()
  if (!token) throw new Error('The metadata server gave no token.')
  return token
}
