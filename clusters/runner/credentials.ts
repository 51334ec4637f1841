import type { Masker } from './mask.ts'
import { type Protocol, Refused } from './protocol.ts'

export type Values = Record<string, string>
export type SignIn = NonNullable<Awaited<ReturnType<Protocol['credentials']>>['signIn']>
const renewBeforeExpiryMs = 300_000
const minRenewMs = 30_000

/** Values that are not secret. URLs and errors contain them, and must stay readable. */
const publicNames = new Set([
  'tenantId',
  'clientId',
  'subscriptionId',
  'projectId',
  'roleArn',
  'accountId',
  'region',
])

/**
 * The account's credentials, requested at the first call and five minutes before they expire. Calls at the same time share one request. While
 * the API does not answer, credentials that are still valid are returned.
 */
export const createCredentials = (
  protocol: Pick<Protocol, 'credentials'>,
  masker: Masker,
  now = Date.now,
) => {
  let current: { values: Values; signIn: SignIn | undefined; expiresAt: number } | undefined
  let pendingRequest: Promise<Values> | undefined
  let rejection: string | undefined

  const request = async () => {
    try {
      const { values, expiresAt, signIn } = await protocol.credentials()
      for (const [name, value] of Object.entries(values)) if (!publicNames.has(name)) masker.add(value)
      if (signIn) for (const secret of [signIn.clientSecret, signIn.serviceToken]) masker.add(secret)
      current = { values, signIn, expiresAt: expiresAt ? Date.parse(expiresAt) : Number.POSITIVE_INFINITY }
      return values
    } catch (error) {
      if (error instanceof Refused && error.code === 'credentials-rejected') rejection = error.message
      else if (current && now() < current.expiresAt) return current.values
      throw error
    } finally {
      pendingRequest = undefined
    }
  }
  return {
    get: (): Promise<Values> => {
      if (current && now() < current.expiresAt - renewBeforeExpiryMs) return Promise.resolve(current.values)
      pendingRequest ??= request()
      return pendingRequest
    },
    /** When a holder of the credentials should request them next: at least 30 s from now, also for short-lived ones. */
    renewAt: (): number => {
      if (!current || !Number.isFinite(current.expiresAt)) return Number.POSITIVE_INFINITY
      return Math.max(current.expiresAt - renewBeforeExpiryMs, now() + minRenewMs)
    },
    /** What the services need to sign people in, after the first `get`. Undefined for a cluster without a domain. */
    signIn: () => current?.signIn,
    /** Why the cloud rejects the account's credentials, once it has. */
    rejection: () => rejection,
  }
}
export type Credentials = ReturnType<typeof createCredentials>
