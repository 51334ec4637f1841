import { Refused, Rejected, Unreachable } from './platform.ts'

/** `Azure`, `Google Cloud` */
type Provider = string

export const late = (provider: Provider): Unreachable =>
  new Unreachable(`${provider} did not answer in time.`)

/** Ends when `signal` says so, even where a library doesn't. */
export const within = <T>(signal: AbortSignal, provider: Provider, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(late(provider))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

type Answered = { status: number; contentType: string | null | undefined; text: string | null | undefined }

/** Why an answer says nothing of the credentials; undefined where it is the provider's own. */
export const troubleOf = (
  provider: Provider,
  { status, contentType, text }: Answered,
): Unreachable | undefined => {
  if (status === 429) return new Unreachable(`${provider} asks to slow down.`)
  if (status >= 500) return new Unreachable(`${provider} has trouble of its own (${status}).`)
  const isBroken = /json/i.test(contentType ?? '') && Boolean(text) && !parses(text!)
  if (/html/i.test(contentType ?? '') || isBroken)
    return new Unreachable(`What answered is not ${provider}, or not whole.`)
  return undefined
}

export const notReached = (provider: Provider, error: unknown): Unreachable => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } }
  const known = [code, cause?.code].find((one) => typeof one === 'string' && /^E[A-Z_]+$/.test(one))
  return new Unreachable(`${provider} could not be reached${known ? ` (${known})` : ''}.`)
}

export const isOurs = (error: unknown): boolean =>
  error instanceof Rejected || error instanceof Refused || error instanceof Unreachable

/** What a provider said, where it can be shown: a line without markup, and without any of `secrets`. Empty otherwise. */
export const wordsOf = (text: unknown, secrets: readonly string[]): string => {
  if (typeof text !== 'string' || /<[a-z!/]/i.test(text)) return ''
  const line = text.split(/[\r\n]| Trace ID:/, 1)[0]!.trim()
  const parts = secrets.flatMap((secret) => secret.split(/\s+/)).filter((part) => part.length > 8)
  return parts.some((part) => line.includes(part)) ? '' : line.slice(0, 300)
}
