import type { gaxios, JWT } from 'google-auth-library'
import type { CredentialsOf } from '../../contract/cloud-credentials.ts'
import { config } from '../config.ts'
import { fetchAccessToken } from '../own-identity.ts'
import { Refused, Rejected, Unreachable } from './platform.ts'
import type { Session } from './sessions.ts'
import { isOurs, late, notReached, troubleOf, within, wordsOf } from './trouble.ts'

export type GcpCredentials = CredentialsOf<'service-account'> | CredentialsOf<'impersonation'>

const provider = 'Google Cloud'
const scopes = ['https://www.googleapis.com/auth/cloud-platform']

export const emailOf = (credentials: GcpCredentials): string =>
  credentials.kind === 'service-account' ? credentials.key.client_email : credentials.serviceAccount
export const projectOf = (credentials: GcpCredentials): string =>
  credentials.kind === 'service-account' ? credentials.key.project_id : credentials.projectId
/** The field of the form that names the account, or the project. */
export const fieldOf = (credentials: GcpCredentials, field: 'serviceAccount' | 'projectId'): string =>
  credentials.kind === 'service-account' ? 'key' : field

/** Where a service answers: at Google, or where it is simulated. */
export const serviceUrl = (host: string): string =>
  config.google.endpoint ? `${config.google.endpoint}/${host}` : `https://${host}`

/** https://cloud.google.com/apis/design/errors, and of tokens RFC 6749, 5.2 */
type ErrorBody = {
  error?: string | { code?: number; message?: string; status?: string; details?: { reason?: string }[] }
  error_description?: string
}
const bodyOf = (error: unknown): ErrorBody => {
  const data = (error as gaxios.GaxiosError<ErrorBody>).response?.data
  return data && typeof data === 'object' ? data : {}
}
export const statusOf = (error: unknown): number | undefined => {
  const { response, code, status } = error as {
    response?: { status?: number }
    code?: unknown
    status?: unknown
  }
  return [response?.status, code, status].find((one) => typeof one === 'number')
}
const messageOf = (error: unknown): string => {
  const { error: found, error_description } = bodyOf(error)
  return (
    error_description ??
    (typeof found === 'object' ? found.message : found) ??
    (error as Error)?.message ??
    ''
  )
}
export const isApiDisabled = (error: unknown): boolean => {
  const { error: found } = bodyOf(error)
  return (
    typeof found === 'object' && Boolean(found.details?.some(({ reason }) => reason === 'SERVICE_DISABLED'))
  )
}
/** Google's own words, where they may be shown. */
export const saidBy = (error: unknown, credentials: GcpCredentials): string => {
  const words = wordsOf(
    messageOf(error),
    credentials.kind === 'service-account' ? [credentials.key.private_key] : [],
  )
  return words && ` It says: ${words}`
}

const rejectionOf = (error: unknown, credentials: GcpCredentials): Rejected | Unreachable | undefined => {
  const status = statusOf(error)
  if (status === undefined || status >= 500) return undefined
  const email = emailOf(credentials)
  const words = messageOf(error)
  const rejected = (reason: Rejected['reason'], detail: string) =>
    new Rejected('identity', reason, detail, fieldOf(credentials, 'serviceAccount'))
  if (/disabled/i.test(words) && !isApiDisabled(error))
    return rejected(
      'disabled-identity',
      `The service account ${email} is disabled. Enable it in Google Cloud.`,
    )
  if (/account not found|has been deleted/i.test(words) || status === 404)
    return rejected('unknown-identity', `Google knows no service account ${email}; it may have been deleted.`)
  if (credentials.kind === 'impersonation')
    return isApiDisabled(error)
      ? new Unreachable('The IAM Service Account Credentials API is not enabled for this Labseat itself.')
      : rejected(
          'role-not-trusting',
          `${email} does not let Labseat act as it. Grant ${config.ownServiceAccount?.email ?? "Labseat's service account"} the role Service Account Token Creator on it.`,
        )
  if (/signature/i.test(words))
    return rejected(
      'wrong-secret',
      'Google refuses the key: it was deleted or disabled, or is of another account. Make a new one.',
    )
  if (/short-lived|reasonable timeframe/i.test(words))
    return new Unreachable('Google finds the clock of this Labseat wrong.')
  return rejected('refused', `Google refuses the key.${saidBy(error, credentials)}`)
}

const refusalOf = (error: unknown, credentials: GcpCredentials): Refused | Unreachable | undefined => {
  const status = statusOf(error)
  const found =
    status !== undefined && troubleOf(provider, { status, contentType: undefined, text: undefined })
  if (found) return found
  const said = saidBy(error, credentials)
  switch (status) {
    case 401:
    case 403:
      return new Refused('not-permitted', `Google does not permit this.${said}`)
    case 404:
      return new Refused('not-found', 'Google does not find this.')
    case 409:
      return new Refused('taken', `This name is taken.${said}`)
    case 400:
      return new Refused('invalid', `Google refuses this.${said}`)
    default:
      return undefined
  }
}

/** One use of credentials: nothing of it is kept for the next, and all of it ends with `signal`. */
export const gcpSession = async (credentials: GcpCredentials, signal: AbortSignal) => {
  const {
    gaxios: { Gaxios },
    Impersonated,
    JWT,
    OAuth2Client,
  } = await import('google-auth-library')
  // The libraries reword what they meet on their way to a token, so it is noted where it comes up.
  let trouble: Unreachable | undefined
  const fail = (found: Unreachable): never => {
    trouble = found
    throw found
  }
  const check = ({ status, headers, data }: gaxios.GaxiosResponse) => {
    const text = typeof data === 'string' ? data : undefined
    const found = troubleOf(provider, { status, contentType: headers.get('content-type'), text })
    if (found) fail(found)
  }

  const transporter = new Gaxios()
  transporter.interceptors.request.add({
    async resolved(request) {
      const { hostname, pathname, search } = new URL(request.url)
      if (!hostname.endsWith('.googleapis.com')) throw new Error(`${hostname} is not Google's.`)
      const url = new URL(`${serviceUrl(hostname)}${pathname}${search}`)
      // Who waits can try again.
      return Object.assign(request, { url, signal, retry: false, retryConfig: undefined })
    },
  })
  transporter.interceptors.response.add({
    async resolved(response) {
      check(response)
      return response
    },
    async rejected(error: gaxios.GaxiosError) {
      if (error.response) check(error.response)
      else fail(signal.aborted ? late(provider) : notReached(provider, error))
      throw error
    },
  })

  const impersonated = async (serviceAccount: string) => {
    const token = await fetchAccessToken().catch(() =>
      fail(new Unreachable("Labseat's own Google identity is not to be had at the moment.")),
    )
    const sourceClient = new OAuth2Client({ transporter })
    sourceClient.setCredentials({ access_token: token })
    return new Impersonated({
      sourceClient,
      targetPrincipal: serviceAccount,
      targetScopes: scopes,
      transporter,
    })
  }
  const keyed = ({ key }: CredentialsOf<'service-account'>): JWT =>
    new JWT({ email: key.client_email, key: key.private_key, keyId: key.private_key_id, scopes, transporter })

  const translated = (error: unknown): never => {
    if (isOurs(error)) throw error
    if (trouble) throw trouble
    if (signal.aborted) throw late(provider)
    throw refusalOf(error, credentials) ?? notReached(provider, error)
  }
  /** Runs a call, and lets only Labseat's own errors out. */
  const run = <T>(call: () => Promise<T>): Promise<T> => within(signal, provider, call()).catch(translated)

  const client = await run<JWT | Awaited<ReturnType<typeof impersonated>>>(async () =>
    credentials.kind === 'service-account' ? keyed(credentials) : impersonated(credentials.serviceAccount),
  )
  return {
    client,
    run,
    /** Gets a token, which the client keeps. @throws Rejected, Unreachable */
    signIn: (): Promise<void> =>
      run(async () => {
        const { token } = await client.getAccessToken().catch((error) => {
          throw (trouble ?? rejectionOf(error, credentials)) || error
        })
        if (!token) throw new Unreachable(`${provider} answered without a token.`)
      }),
  }
}
export type GcpSession = Awaited<ReturnType<typeof gcpSession>>

/** What Terraform works with: a token of an hour. @throws Rejected, Unreachable */
export const accessTokenOf = async (
  credentials: CredentialsOf<'service-account'> | CredentialsOf<'impersonation'>,
  signal: AbortSignal,
): Promise<Session> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const { access_token, expiry_date } = session.client.credentials
  const projectId = credentials.kind === 'impersonation' ? credentials.projectId : credentials.key.project_id
  return {
    values: { projectId, accessToken: access_token ?? '' },
    expiresAt: new Date(expiry_date ?? Date.now() + 50 * 60_000).toISOString(),
  }
}
