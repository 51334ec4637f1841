import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity'
import { config } from '../../config.ts'
import { fetchIdentityToken } from '../../own-identity.ts'
import { connectionError, findOutage, isPlatformError, runUntilAborted, timeoutError } from '../errors.ts'
import { type OpenedOf, type Rejected, type Session, Unreachable } from '../platform.ts'
import { findOutageIn, type RestError, type RestResponse, toRefused, toRejected } from './errors.ts'
import { federation } from './trust.ts'

export type AzureCredentials = OpenedOf<'client-secret'> | OpenedOf<'federated'>

export const management = config.azure.management ?? 'https://management.azure.com'
const managementScope = 'https://management.azure.com/.default'
/** Less than the hour that Google's identity tokens live. */
const assertionLifetimeMs = 55 * 60_000

type AdditionalPolicy = NonNullable<ClientSecretCredentialOptions['additionalPolicies']>[number]

/**
 * Microsoft's libraries wrap the errors that they meet while they sign in, so a policy notes the error where it occurs.
 */
type Notes = { outage?: Unreachable; rejection?: Rejected }

const noteAndThrow = (notes: Notes, outage: Unreachable): never => {
  notes.outage = outage
  throw outage
}

const noteResponse = (response: RestResponse, credentials: AzureCredentials, notes: Notes): void => {
  const outage = findOutageIn(response)
  if (outage) noteAndThrow(notes, outage)
  const { status, bodyAsText } = response
  if (status < 400 || !/AADSTS\d+/.test(bodyAsText ?? '')) return
  const description = JSON.parse(bodyAsText!).error_description
  if (description) notes.rejection = toRejected(description, credentials)
}

const noteErrors = (
  credentials: AzureCredentials,
  signal: AbortSignal,
  notes: Notes,
): AdditionalPolicy['policy'] => ({
  name: 'labseat-note-errors',
  async sendRequest(request, next) {
    const { abortSignal } = request
    request.abortSignal = abortSignal ? AbortSignal.any([signal, abortSignal as AbortSignal]) : signal
    const response = await next(request).catch((error: RestError) => {
      if (!error.response)
        return noteAndThrow(notes, signal.aborted ? timeoutError('Azure') : connectionError('Azure', error))
      const outage = findOutageIn(error.response)
      if (outage) noteAndThrow(notes, outage)
      throw error
    })
    noteResponse(response, credentials, notes)
    return response
  },
})

type ClientOptions = Pick<ClientSecretCredentialOptions, 'additionalPolicies' | 'retryOptions'>

const openCredential = async (
  credentials: AzureCredentials,
  options: ClientOptions,
  notes: Notes,
): Promise<TokenCredential> => {
  const { ClientSecretCredential, ClientAssertionCredential } = await import('@azure/identity')
  const { authority } = config.azure
  const signInOptions = {
    ...options,
    authorityHost: authority ?? 'https://login.microsoftonline.com',
    ...(authority && { disableInstanceDiscovery: true }),
  }
  let assertion: Promise<string> | undefined
  const getAssertion = (): Promise<string> => {
    assertion ??= fetchIdentityToken(federation.audience).catch(() =>
      noteAndThrow(notes, new Unreachable('Labseat could not get its own Google identity.')),
    )
    return assertion
  }
  const { tenantId, clientId } = credentials
  return credentials.kind === 'client-secret'
    ? new ClientSecretCredential(tenantId, clientId, credentials.clientSecret, signInOptions)
    : new ClientAssertionCredential(tenantId, clientId, getAssertion, signInOptions)
}

/** Calls Resource Manager where its libraries have no function. @throws Refused, Unreachable, Error */
const callManagement = async (
  request: { method: string; path: string; body?: unknown },
  token: string,
  credentials: AzureCredentials,
  signal: AbortSignal,
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const { method, path, body } = request
  const response = await fetch(`${management}${path}`, {
    method,
    signal,
    redirect: 'error',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const { status, headers } = response
  const text = await response.text()
  const outage = findOutage('Azure', { status, contentType: headers.get('content-type'), text })
  if (outage) throw outage
  const parsed = text ? (JSON.parse(text) as Record<string, unknown>) : {}
  if (status < 400) return { status, body: parsed }
  const error: RestError = Object.assign(new Error(`Azure responded with ${status}.`), {
    statusCode: status,
    details: parsed,
  })
  throw toRefused(error, credentials) ?? error
}

/** One use of credentials. It caches nothing for the next use, and ends with `signal`. */
export const azureSession = async (credentials: AzureCredentials, signal: AbortSignal) => {
  const notes: Notes = {}
  const options: ClientOptions = {
    additionalPolicies: [{ policy: noteErrors(credentials, signal, notes), position: 'perCall' }],
    // A person waits and can retry. Azure may ask the library to wait for half a minute.
    retryOptions: { maxRetries: 0 },
  }
  const credential = await openCredential(credentials, options, notes)

  const throwPlatformError = (error: unknown): never => {
    if (isPlatformError(error)) throw error
    if (notes.outage) throw notes.outage
    if (signal.aborted) throw timeoutError('Azure')
    if (notes.rejection) throw notes.rejection
    const { response } = error as RestError
    const outage = response && findOutageIn(response)
    if (outage) throw outage
    throw toRefused(error as RestError, credentials) ?? connectionError('Azure', error)
  }

  const getToken = async (): Promise<string> => {
    // The clients use the same options, so they share this token.
    const token = await credential.getToken(managementScope, { abortSignal: signal, enableCae: true })
    return token?.token ?? noteAndThrow(notes, connectionError('Azure', undefined))
  }

  return {
    credential,
    options: { ...options, endpoint: management, credentialScopes: [managementScope] },
    getToken,
    /** Runs a call and lets only errors of the platform out. */
    run: <T>(call: () => Promise<T>): Promise<T> =>
      runUntilAborted(signal, 'Azure', call()).catch(throwPlatformError),
    call: async (method: string, path: string, body?: unknown) =>
      callManagement({ method, path, body }, await getToken(), credentials, signal),
  }
}
export type AzureSession = Awaited<ReturnType<typeof azureSession>>

export const openSession = async (credentials: AzureCredentials): Promise<Session> => {
  const { kind, ...values } = credentials
  if (kind === 'client-secret') return { values }
  const assertion = await fetchIdentityToken(federation.audience)
  const expiresAt = new Date(Date.now() + assertionLifetimeMs).toISOString()
  return { values: { ...values, assertion }, expiresAt }
}
