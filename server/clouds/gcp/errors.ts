import type { gaxios } from 'google-auth-library'
import { config } from '../../config.ts'
import { findOutage, toSafeMessage } from '../errors.ts'
import { Refused, Rejected, Unreachable } from '../platform.ts'
import { emailOf, fieldOf, type GcpCredentials, secretsOf } from './credentials.ts'

/** https://cloud.google.com/apis/design/errors; for tokens RFC 6749, section 5.2. */
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
  return [response?.status, code, status].find((value) => typeof value === 'number')
}

const messageOf = (error: unknown): string => {
  const { error: details, error_description } = bodyOf(error)
  return (
    error_description ??
    (typeof details === 'object' ? details.message : details) ??
    (error as Error)?.message ??
    ''
  )
}

export const isApiDisabled = (error: unknown): boolean => {
  const { error: details } = bodyOf(error)
  return (
    typeof details === 'object' &&
    Boolean(details.details?.some(({ reason }) => reason === 'SERVICE_DISABLED'))
  )
}

/** Google's own message where it is safe to show, with a leading space. */
export const quoteGoogle = (error: unknown, credentials: GcpCredentials): string => {
  const message = toSafeMessage(messageOf(error), secretsOf(credentials))
  return message && ` Google says: ${message}`
}

const toImpersonationRejected = (
  error: unknown,
  credentials: GcpCredentials,
  reject: (reason: Rejected['reason'], detail: string) => Rejected,
): Rejected | Unreachable =>
  isApiDisabled(error)
    ? new Unreachable("The IAM Service Account Credentials API is not enabled in this Labseat's own project.")
    : reject(
        'role-not-trusting',
        `${emailOf(credentials)} does not let Labseat act as it. Grant ${config.ownServiceAccount?.email ?? "Labseat's service account"} the role Service Account Token Creator on it.`,
      )

/** Why Google gave no token. Undefined if it did not refuse. */
export const toRejected = (
  error: unknown,
  credentials: GcpCredentials,
): Rejected | Unreachable | undefined => {
  const status = statusOf(error)
  if (status === undefined || status >= 500) return undefined
  const email = emailOf(credentials)
  const message = messageOf(error)
  const reject = (reason: Rejected['reason'], detail: string) =>
    new Rejected('identity', reason, detail, fieldOf(credentials, 'serviceAccount'))
  if (/disabled/i.test(message) && !isApiDisabled(error))
    return reject('disabled-identity', `The service account ${email} is disabled. Enable it in Google Cloud.`)
  if (/account not found|has been deleted/i.test(message) || status === 404)
    return reject(
      'unknown-identity',
      `Google does not know the service account ${email}. It may have been deleted.`,
    )
  if (credentials.kind === 'impersonation') return toImpersonationRejected(error, credentials, reject)
  if (/signature/i.test(message))
    return reject(
      'wrong-secret',
      'Google refuses the key. It was deleted or disabled, or belongs to another account. Create a new one.',
    )
  if (/short-lived|reasonable timeframe/i.test(message))
    return new Unreachable('According to Google, the clock of this Labseat is wrong.')
  return reject('refused', `Google refuses the key.${quoteGoogle(error, credentials)}`)
}

/** Undefined if Google did not refuse. */
export const toRefused = (error: unknown, credentials: GcpCredentials): Refused | Unreachable | undefined => {
  const status = statusOf(error)
  const outage =
    status !== undefined && findOutage('Google Cloud', { status, contentType: undefined, text: undefined })
  if (outage) return outage
  const quote = quoteGoogle(error, credentials)
  switch (status) {
    case 401:
    case 403:
      return new Refused('not-permitted', `Google does not permit this.${quote}`)
    case 404:
      return new Refused('not-found', 'Google does not find this.')
    case 409:
      return new Refused('taken', `This name is taken.${quote}`)
    case 400:
      return new Refused('invalid', `Google refuses this.${quote}`)
    default:
      return undefined
  }
}
