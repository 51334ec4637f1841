import type { Platform } from '../../contract/cloud-credentials.ts'
import { loadPlatform } from '../clouds/index.ts'
import { type OpenedCredentials, Rejected, Unreachable, type Verification } from '../clouds/platform.ts'
import { Problem } from '../problem.ts'
import type { showing } from './live.ts'

/** A provider has so long to answer, whatever it is asked. In milliseconds. */
const patience = 9_000

/** Runs work that ends with the signal, even where the provider's library doesn't. */
export const inTime = async <T>(
  provider: { name: string },
  work: (signal: AbortSignal) => Promise<T>,
  milliseconds = patience,
): Promise<T> => {
  const late = Promise.withResolvers<never>()
  const control = new AbortController()
  const timer = setTimeout(() => {
    control.abort()
    late.reject(new Unreachable(`${provider.name} did not answer within ${milliseconds / 1000} seconds.`))
  }, milliseconds)
  const asked = work(control.signal)
  // Whichever comes second is heard by nobody.
  asked.catch(() => {})
  late.promise.catch(() => {})
  try {
    return await Promise.race([asked, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Tries credentials with their provider, and shows each step. @throws Rejected, Unreachable */
export const check = async (
  platform: Platform,
  credentials: OpenedCredentials,
  live: ReturnType<typeof showing>,
): Promise<Verification> => {
  try {
    const provider = await loadPlatform(platform)
    return await inTime(provider, (signal) => provider.verify(credentials, { signal, report: live.report }))
  } catch (error) {
    if (error instanceof Rejected) live.failed(error.message, error.step)
    else live.failed(error instanceof Unreachable ? error.message : 'Something went wrong on our side.')
    throw error
  } finally {
    await live.shown()
  }
}

export const unreachable = (error: Unreachable): Problem =>
  new Problem('unavailable', `${error.message} Nothing was changed: try again in a minute.`, {
    retryAfter: 60,
  })

/** What a person who gave credentials is told when they don't work. Anything else stays what it is. */
export const asRejection = (error: unknown): unknown => {
  if (error instanceof Unreachable) return unreachable(error)
  if (!(error instanceof Rejected)) return error
  const fields = error.field ? [{ path: `credentials.${error.field}`, message: error.message }] : undefined
  return new Problem('credentials-rejected', `${error.message} Nothing was kept.`, { fields })
}
