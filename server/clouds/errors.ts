import { cutText } from '../../domain/text.ts'
import { Refused, Rejected, Unreachable } from './platform.ts'

/** The name on pages: `Azure`, `Google Cloud`. */
type Provider = string

export const timeoutError = (provider: Provider): Unreachable =>
  new Unreachable(`${provider} did not respond in time.`)

/** Rejects when `signal` aborts, even if a provider's library ignores the signal. */
export const runUntilAborted = <T>(signal: AbortSignal, provider: Provider, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(timeoutError(provider))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

type ProviderResponse = {
  status: number
  contentType: string | null | undefined
  text: string | null | undefined
}

/** The error for a response that says nothing about the credentials: throttling, an outage, a captive portal. Else undefined. */
export const findOutage = (
  provider: Provider,
  { status, contentType, text }: ProviderResponse,
): Unreachable | undefined => {
  if (status === 429) return new Unreachable(`${provider} is throttling requests.`)
  if (status >= 500) return new Unreachable(`${provider} has a problem (${status}).`)
  const isBrokenJson = /json/i.test(contentType ?? '') && Boolean(text) && !isJson(text!)
  if (/html/i.test(contentType ?? '') || isBrokenJson) return notProviderError(provider)
  return undefined
}

/** A captive portal or a proxy responded, or the response was cut off. */
export const notProviderError = (provider: Provider): Unreachable =>
  new Unreachable(`The response did not come from ${provider}, or was cut off.`)

export const connectionError = (provider: Provider, error: unknown): Unreachable => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } }
  const errno = [code, cause?.code].find((value) => typeof value === 'string' && /^E[A-Z_]+$/.test(value))
  return new Unreachable(`${provider} could not be reached${errno ? ` (${errno})` : ''}.`)
}

export const isPlatformError = (error: unknown): boolean =>
  error instanceof Rejected || error instanceof Refused || error instanceof Unreachable

/** The first line of a provider's message, if it has no markup and no secret. Otherwise an empty text. At most 300 characters. */
export const toSafeMessage = (text: unknown, secrets: readonly string[]): string => {
  if (typeof text !== 'string' || /<[a-z!/]/i.test(text)) return ''
  const line = text.split(/[\r\n]| Trace ID:/, 1)[0]!.trim()
  const parts = secrets.flatMap((secret) => secret.split(/\s+/)).filter((part) => part.length > 8)
  return parts.some((part) => line.includes(part)) ? '' : cutText(line, 300)
}
