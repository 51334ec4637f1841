import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity'
import type { CredentialsOf } from '../../contract/cloud-credentials.ts'
import { config } from '../config.ts'
import { fetchIdentityToken } from '../own-identity.ts'
import { Refused, Rejected, Unreachable } from './platform.ts'
import { isOurs, late, notReached, troubleOf, within, wordsOf } from './trouble.ts'

export type AzureCredentials = CredentialsOf<'client-secret'> | CredentialsOf<'federated'>

/** What an application's federated credential has to name: https://learn.microsoft.com/entra/workload-id/workload-identity-federation */
export const federation = {
  issuer: 'https://accounts.google.com',
  audience: 'api://AzureADTokenExchange',
} as const

export const management = config.azure.management ?? 'https://management.azure.com'
const managementScope = 'https://management.azure.com/.default'
const azure = 'Azure'

/** Microsoft's codes: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const rejectionOf = (description: string, credentials: AzureCredentials): Rejected => {
  const { tenantId, clientId } = credentials
  const rejected = (reason: Rejected['reason'], detail: string, field: string) =>
    new Rejected('identity', reason, detail, field)
  switch (/AADSTS(\d+)/.exec(description)?.[1]) {
    case '90002':
    case '900023':
      return rejected('unknown-identity', `Azure knows no tenant ${tenantId}.`, 'tenantId')
    case '700016':
      return rejected(
        'unknown-identity',
        `The tenant ${tenantId} has no application ${clientId}. Take the application (client) id, and the id of its own tenant.`,
        'clientId',
      )
    case '7000112':
      return rejected(
        'disabled-identity',
        `The application ${clientId} is disabled in its tenant.`,
        'clientId',
      )
    case '7000215':
      return rejected(
        'wrong-secret',
        "Azure refuses the client secret. Take its value, which is shown once, when it is made; the secret's id is something else.",
        'clientSecret',
      )
    case '7000222':
      return rejected(
        'expired',
        'The client secret has expired. Make a new one for the application and give its value.',
        'clientSecret',
      )
    case '70021':
    case '700211':
    case '700212':
    case '700213':
      return rejected(
        'role-not-trusting',
        `The application ${clientId} does not trust Labseat. Give it a federated credential with issuer ${federation.issuer}, subject ${config.ownServiceAccount?.uniqueId ?? "(the unique id of Labseat's service account)"} and audience ${federation.audience}.`,
        'clientId',
      )
    default: {
      const words = wordsOf(description, secretsOf(credentials))
      return rejected(
        'refused',
        `Azure refuses to sign the application in.${words && ` It says: ${words}`}`,
        'clientId',
      )
    }
  }
}

const secretsOf = (credentials: AzureCredentials): string[] =>
  credentials.kind === 'client-secret' ? [credentials.clientSecret] : []

/** What Azure answered in words, where it refuses: of Resource Manager `{error: {code, message}}`, of storage a header. */
type Answered = {
  status: number
  headers: { get: (name: string) => string | undefined }
  bodyAsText?: string | null
}
type RestError = {
  statusCode?: number
  code?: string
  message?: string
  details?: { error?: { code?: string; message?: string } }
  response?: Answered
}

const troubleIn = ({ status, headers, bodyAsText }: Answered): Unreachable | undefined =>
  troubleOf(azure, { status, contentType: headers.get('content-type'), text: bodyAsText })

const refusalOf = (error: RestError, credentials: AzureCredentials): Refused | undefined => {
  const code = error.details?.error?.code ?? error.code ?? ''
  const words = wordsOf(error.details?.error?.message ?? error.message, secretsOf(credentials))
  switch (error.statusCode) {
    case 401:
    case 403:
      // A role on the account says nothing of what lies in it.
      if (code === 'AuthorizationPermissionMismatch')
        return new Refused(
          'not-permitted',
          'The application may not see what lies in this account. Give it the role Storage Blob Data Reader there.',
        )
      return new Refused(
        'not-permitted',
        `Azure does not permit this (${code}).${words && ` It says: ${words}`}`,
      )
    case 404:
      return new Refused('not-found', `Azure does not find this (${code}).`)
    case 409:
      return new Refused(
        /taken|exists/i.test(code) ? 'taken' : 'invalid',
        `Azure refuses this (${code}). ${words}`.trim(),
      )
    case 400:
      return new Refused('invalid', `Azure refuses this (${code}). ${words}`.trim())
    default:
      return undefined
  }
}

/** One use of credentials: nothing of it is kept for the next, and all of it ends with `signal`. */
export const azureSession = async (credentials: AzureCredentials, signal: AbortSignal) => {
  const { ClientSecretCredential, ClientAssertionCredential } = await import('@azure/identity')
  // Microsoft's library wraps what it meets while signing in, so it is noted where it comes up.
  let trouble: Unreachable | undefined
  let refusal: Rejected | undefined
  const fail = (found: Unreachable): never => {
    trouble = found
    throw found
  }

  const watch: NonNullable<ClientSecretCredentialOptions['additionalPolicies']>[number]['policy'] = {
    name: 'labseat-watch',
    async sendRequest(request, next) {
      const given = request.abortSignal
      request.abortSignal = given ? AbortSignal.any([signal, given as AbortSignal]) : signal
      const response = await next(request).catch((error: RestError) => {
        if (!error.response) return fail(signal.aborted ? late(azure) : notReached(azure, error))
        const found = troubleIn(error.response)
        if (found) fail(found)
        throw error
      })
      const found = troubleIn(response)
      if (found) fail(found)
      const { status, bodyAsText } = response
      const description =
        status >= 400 && /AADSTS\d+/.test(bodyAsText ?? '') && JSON.parse(bodyAsText!).error_description
      if (description) refusal = rejectionOf(description, credentials)
      return response
    },
  }
  // Who waits can try again, and Azure may ask to wait for half a minute.
  const options = {
    additionalPolicies: [{ policy: watch, position: 'perCall' as const }],
    retryOptions: { maxRetries: 0 },
  }
  const authority = config.azure.authority
  const signIn = {
    ...options,
    authorityHost: authority ?? 'https://login.microsoftonline.com',
    ...(authority && { disableInstanceDiscovery: true }),
  }
  let own: Promise<string> | undefined
  const ownToken = (): Promise<string> => {
    own ??= fetchIdentityToken(federation.audience).catch(() =>
      fail(new Unreachable("Labseat's own Google identity is not to be had at the moment.")),
    )
    return own
  }
  const { tenantId, clientId } = credentials
  const credential: TokenCredential =
    credentials.kind === 'client-secret'
      ? new ClientSecretCredential(tenantId, clientId, credentials.clientSecret, signIn)
      : new ClientAssertionCredential(tenantId, clientId, ownToken, signIn)

  const translated = (error: unknown): never => {
    if (isOurs(error)) throw error
    if (trouble) throw trouble
    if (signal.aborted) throw late(azure)
    if (refusal) throw refusal
    const { response } = error as RestError
    const found = response && troubleIn(response)
    if (found) throw found
    throw refusalOf(error as RestError, credentials) ?? notReached(azure, error)
  }

  const signedIn = async (): Promise<string> => {
    // As the clients ask for theirs: one asked for otherwise would not be theirs, and be one more.
    const found = await credential.getToken(managementScope, { abortSignal: signal, enableCae: true })
    return found?.token ?? fail(notReached(azure, undefined))
  }

  return {
    credential,
    options: { ...options, endpoint: management, credentialScopes: [managementScope] },
    signedIn,
    /** Runs a call, and lets only Labseat's own errors out. */
    run: <T>(call: () => Promise<T>): Promise<T> => within(signal, azure, call()).catch(translated),
    /** Asks what the libraries have no function for. */
    ask: async (
      method: string,
      path: string,
      body?: unknown,
    ): Promise<{ status: number; body: Record<string, unknown> }> => {
      const token = await signedIn()
      const response = await fetch(`${management}${path}`, {
        method,
        signal,
        redirect: 'error',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const { status, headers } = response
      const text = await response.text()
      const found = troubleOf(azure, { status, contentType: headers.get('content-type'), text })
      if (found) fail(found)
      const answer = text ? (JSON.parse(text) as Record<string, unknown>) : {}
      if (status >= 400) {
        const error = Object.assign(new Error(`Azure answered ${status}.`), {
          statusCode: status,
          details: answer,
        })
        throw refusalOf(error as RestError, credentials) ?? error
      }
      return { status, body: answer }
    },
  }
}
export type AzureSession = Awaited<ReturnType<typeof azureSession>>
