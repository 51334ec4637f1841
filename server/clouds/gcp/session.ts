import type { gaxios, Impersonated, JWT } from 'google-auth-library'
import { config } from '../../config.ts'
import { fetchAccessToken } from '../../own-identity.ts'
import { connectionError, findOutage, isPlatformError, runUntilAborted, timeoutError } from '../errors.ts'
import { type Session, Unreachable } from '../platform.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import { toRefused, toRejected } from './errors.ts'

const provider = 'Google Cloud'
const scopes = ['https://www.googleapis.com/auth/cloud-platform']
/** Less than the hour that an access token lives, for one without its expiry. */
const tokenLifetimeMs = 50 * 60_000

/** The address of a Google service, or of the simulated one. */
export const serviceUrl = (host: string): string =>
  config.google.endpoint ? `${config.google.endpoint}/${host}` : `https://${host}`

/** Google's libraries reword the errors that they meet while they get a token, so an interceptor notes the error where it occurs. */
type Notes = { outage?: Unreachable }

const noteAndThrow = (notes: Notes, outage: Unreachable): never => {
  notes.outage = outage
  throw outage
}

const noteResponse = ({ status, headers, data }: gaxios.GaxiosResponse, notes: Notes): void => {
  const text = typeof data === 'string' ? data : undefined
  const outage = findOutage(provider, { status, contentType: headers.get('content-type'), text })
  if (outage) noteAndThrow(notes, outage)
}

const openTransport = async (signal: AbortSignal, notes: Notes): Promise<gaxios.Gaxios> => {
  const {
    gaxios: { Gaxios },
  } = await import('google-auth-library')
  const transport = new Gaxios()
  transport.interceptors.request.add({
    async resolved(request) {
      const { hostname, pathname, search } = new URL(request.url)
      if (!hostname.endsWith('.googleapis.com')) throw new Error(`${hostname} is not Google's.`)
      const url = new URL(`${serviceUrl(hostname)}${pathname}${search}`)
      // A person waits and can retry.
      return Object.assign(request, { url, signal, retry: false, retryConfig: undefined })
    },
  })
  transport.interceptors.response.add({
    async resolved(response) {
      noteResponse(response, notes)
      return response
    },
    async rejected(error: gaxios.GaxiosError) {
      if (error.response) noteResponse(error.response, notes)
      else noteAndThrow(notes, signal.aborted ? timeoutError(provider) : connectionError(provider, error))
      throw error
    },
  })
  return transport
}

const openClient = async (
  credentials: GcpCredentials,
  transporter: gaxios.Gaxios,
  notes: Notes,
): Promise<JWT | Impersonated> => {
  const { Impersonated, JWT, OAuth2Client } = await import('google-auth-library')
  if (credentials.kind === 'service-account') {
    const { client_email: email, private_key: key, private_key_id: keyId } = credentials.key
    return new JWT({ email, key, keyId, scopes, transporter })
  }
  const token = await fetchAccessToken().catch(() =>
    noteAndThrow(notes, new Unreachable('Labseat could not get its own Google identity.')),
  )
  const sourceClient = new OAuth2Client({ transporter })
  sourceClient.setCredentials({ access_token: token })
  return new Impersonated({
    sourceClient,
    targetPrincipal: credentials.serviceAccount,
    targetScopes: scopes,
    transporter,
  })
}

/** One use of credentials. It caches nothing for the next use, and ends with `signal`. */
export const gcpSession = async (credentials: GcpCredentials, signal: AbortSignal) => {
  const notes: Notes = {}
  const throwPlatformError = (error: unknown): never => {
    if (isPlatformError(error)) throw error
    if (notes.outage) throw notes.outage
    if (signal.aborted) throw timeoutError(provider)
    throw toRefused(error, credentials) ?? connectionError(provider, error)
  }
  /** Runs a call and lets only errors of the platform out. */
  const run = <T>(call: () => Promise<T>): Promise<T> =>
    runUntilAborted(signal, provider, call()).catch(throwPlatformError)

  const transport = await openTransport(signal, notes)
  const client = await run(() => openClient(credentials, transport, notes))
  return {
    client,
    run,
    /** Gets a token, which the client caches. @throws Rejected, Unreachable */
    signIn: (): Promise<void> =>
      run(async () => {
        const { token } = await client.getAccessToken().catch((error) => {
          throw (notes.outage ?? toRejected(error, credentials)) || error
        })
        if (!token) throw new Unreachable(`${provider} responded without a token.`)
      }),
  }
}
export type GcpSession = Awaited<ReturnType<typeof gcpSession>>

/** An access token that lives an hour. @throws Rejected, Unreachable */
export const openSession = async (credentials: GcpCredentials, signal: AbortSignal): Promise<Session> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const { access_token, expiry_date } = session.client.credentials
  return {
    values: { projectId: projectOf(credentials), accessToken: access_token ?? '' },
    expiresAt: new Date(expiry_date ?? Date.now() + tokenLifetimeMs).toISOString(),
  }
}
