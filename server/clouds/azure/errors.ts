import { config } from '../../config.ts'
import { findOutage, toSafeMessage } from '../errors.ts'
import { Refused, Rejected, type Unreachable } from '../platform.ts'
import type { AzureCredentials } from './session.ts'
import { federation } from './trust.ts'

/** The errors of Azure's libraries. Resource Manager's body is `{error: {code, message}}`; storage puts its code into a header. */
export type RestError = {
  statusCode?: number
  code?: string
  message?: string
  details?: { error?: { code?: string; message?: string } }
  response?: RestResponse
}
export type RestResponse = {
  status: number
  headers: { get: (name: string) => string | undefined }
  bodyAsText?: string | null
}

const secretsOf = (credentials: AzureCredentials): string[] =>
  credentials.kind === 'client-secret' ? [credentials.clientSecret] : []

const quoteAzure = (message: unknown, credentials: AzureCredentials): string => {
  const text = toSafeMessage(message, secretsOf(credentials))
  return text && ` Azure says: ${text}`
}

export const findOutageIn = ({ status, headers, bodyAsText }: RestResponse): Unreachable | undefined =>
  findOutage('Azure', { status, contentType: headers.get('content-type'), text: bodyAsText })

const describeTrust = () =>
  `issuer ${federation.issuer}, subject ${config.ownServiceAccount?.uniqueId ?? "(the unique id of Labseat's service account)"} and audience ${federation.audience}`

/** The rejections by the code of a failed sign-in: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
type Describe = (credentials: AzureCredentials) => [reason: Rejected['reason'], field: string, detail: string]
const rejections: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  [
    '90002',
    ({ tenantId }) => ['unknown-identity', 'tenantId', `Azure does not know the tenant ${tenantId}.`],
  ],
  [
    '700016',
    ({ tenantId, clientId }) => [
      'unknown-identity',
      'clientId',
      `The tenant ${tenantId} has no application ${clientId}. Use the application (client) id, and the id of the tenant that the application is in.`,
    ],
  ],
  [
    '7000112',
    ({ clientId }) => [
      'disabled-identity',
      'clientId',
      `The application ${clientId} is disabled in its tenant.`,
    ],
  ],
  [
    '7000215',
    () => [
      'wrong-secret',
      'clientSecret',
      "Azure refuses the client secret. Use the secret's value, not its id. Azure shows the value only once, when you create the secret.",
    ],
  ],
  [
    '7000222',
    () => [
      'expired',
      'clientSecret',
      'The client secret has expired. Create a new one for the application and enter its value.',
    ],
  ],
  [
    '70021',
    ({ clientId }) => [
      'role-not-trusting',
      'clientId',
      `The application ${clientId} does not trust Labseat. Give it a federated credential with ${describeTrust()}.`,
    ],
  ],
])
const aliases: ReadonlyMap<string, string> = new Map<string, string>([
  ['900023', '90002'],
  ['700211', '70021'],
  ['700212', '70021'],
  ['700213', '70021'],
])

/** @param description Azure's `error_description` of a failed sign-in */
export const toRejected = (description: string, credentials: AzureCredentials): Rejected => {
  const code = /AADSTS(\d+)/.exec(description)?.[1] ?? ''
  const describe = rejections.get(aliases.get(code) ?? code)
  if (!describe) {
    const detail = `Azure refuses to sign the application in.${quoteAzure(description, credentials)}`
    return new Rejected('identity', 'refused', detail, 'clientId')
  }
  const [reason, field, detail] = describe(credentials)
  return new Rejected('identity', reason, detail, field)
}

/** Undefined if Azure did not refuse. */
export const toRefused = (error: RestError, credentials: AzureCredentials): Refused | undefined => {
  const code = error.details?.error?.code ?? error.code ?? ''
  const quote = quoteAzure(error.details?.error?.message ?? error.message, credentials)
  switch (error.statusCode) {
    case 401:
    case 403:
      // A role on the storage account does not include its contents.
      if (code === 'AuthorizationPermissionMismatch')
        return new Refused(
          'not-permitted',
          'The application may not see the contents of this storage account. Give it the role Storage Blob Data Reader there.',
        )
      return new Refused('not-permitted', `Azure does not permit this (${code}).${quote}`)
    case 404:
      return new Refused('not-found', `Azure does not find this (${code}).`)
    case 409:
      return new Refused(
        /taken|exists/i.test(code) ? 'taken' : 'invalid',
        `Azure refuses this (${code}).${quote}`,
      )
    case 400:
      return new Refused('invalid', `Azure refuses this (${code}).${quote}`)
    default:
      return undefined
  }
}
