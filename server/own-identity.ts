import type { Compute } from 'google-auth-library'

let compute: Promise<Compute> | undefined

/**
 * The service account that Labseat itself runs as: what Google's metadata server says, and locally its double (GCE_METADATA_HOST). Asked
 * by name and not through the default credentials, which would take a person's own where there are some.
 */
export const getOwnClient = (): Promise<Compute> => {
  compute ??= import('google-auth-library').then(({ Compute }) => new Compute())
  return compute
}

/** A token of Google's that says to `audience` who Labseat is. It lives an hour, and opens nothing by itself. */
export const fetchIdentityToken = async (audience: string): Promise<string> => {
  const client = await getOwnClient()
  return client.fetchIdToken(audience)
}

/** A token for Google's own services, kept until shortly before it ends. */
export const fetchAccessToken = async (): Promise<string> => {
  const { token } = await (await getOwnClient()).getAccessToken()
  if (!token) throw new Error('The metadata server gave no token.')
  return token
}
