import type { CloudCredentials, Platform } from '../../contract/cloud-credentials.ts'

export type Session = { values: Record<string, string>; expiresAt?: string }

/**
 * What Terraform is given of an account: a session of its role where there is one, which a long apply outlasts and has renewed. Keys and
 * secrets are given as they are: what AWS would make of a key (GetSessionToken) may not touch IAM, and a cluster needs roles.
 */
export const sessionsOf = async (
  platform: Platform,
  credentials: CloudCredentials,
  externalId: string | undefined,
  signal: AbortSignal,
): Promise<Session> => {
  switch (credentials.kind) {
    case 'none':
      return { values: {} }
    case 'access-key': {
      const { kind: _kind, ...values } = credentials
      return { values: defined(values) }
    }
    case 'assume-role': {
      const { sessionOfRole } = await import('./aws-own.ts')
      return sessionOfRole(credentials.roleArn, externalId, signal)
    }
    case 'client-secret': {
      const { kind: _kind, ...values } = credentials
      return { values }
    }
    case 'federated': {
      const { kind: _kind, ...values } = credentials
      const { fetchIdentityToken } = await import('../own-identity.ts')
      return {
        values: { ...values, assertion: await fetchIdentityToken('api://AzureADTokenExchange') },
        ...inAnHour(),
      }
    }
    case 'service-account':
    case 'impersonation': {
      const { accessTokenOf } = await import('./gcp-session.ts')
      return accessTokenOf(credentials, signal)
    }
    default:
      throw new Error(`${platform} has no such credentials.`)
  }
}

const defined = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((one): one is [string, string] => one[1] !== undefined))

/** Google's identity tokens live so long. */
const inAnHour = () => ({ expiresAt: new Date(Date.now() + 55 * 60_000).toISOString() })
