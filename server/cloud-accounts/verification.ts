import type { Platform } from '../../contract/cloud-credentials.ts'
import { loadPlatform } from '../clouds/index.ts'
import { type OpenedCredentials, Rejected, Unreachable, type Verification } from '../clouds/platform.ts'
import { Problem } from '../problem.ts'
import type { LiveCheckWriter } from './live-check.ts'

/** For any one use of a provider. */
const defaultTimeoutMs = 9_000

/** Aborts the work's signal after the timeout, and rejects even where a provider's library ignores it. @throws Unreachable */
export const runWithTimeout = async <T>(
  provider: { name: string },
  work: (signal: AbortSignal) => Promise<T>,
  timeoutMs = defaultTimeoutMs,
): Promise<T> => {
  const timeout = Promise.withResolvers<never>()
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort()
    timeout.reject(new Unreachable(`${provider.name} did not answer within ${timeoutMs / 1000} seconds.`))
  }, timeoutMs)
  const result = work(controller.signal)
  // The promise that loses the race may reject later, and nobody awaits it then.
  result.catch(() => {})
  timeout.promise.catch(() => {})
  try {
    return await Promise.race([result, timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Checks credentials with their provider and shows each step. @throws Rejected, Unreachable */
export const verifyCredentials = async (
  platform: Platform,
  credentials: OpenedCredentials,
  live: LiveCheckWriter,
): Promise<Verification> => {
  try {
    const provider = await loadPlatform(platform)
    return await runWithTimeout(provider, (signal) =>
      provider.verify(credentials, { signal, report: live.report }),
    )
  } catch (error) {
    if (error instanceof Rejected) live.fail(error.message, error.step)
    else live.fail(error instanceof Unreachable ? error.message : 'Something went wrong on our side.')
    throw error
  } finally {
    await live.flush()
  }
}

export const toUnavailable = (error: Unreachable): Problem =>
  new Problem('unavailable', `${error.message} Nothing was changed: try again in a minute.`, {
    retryAfter: 60,
  })

/** The problem for a person whose new credentials were checked. Other errors pass unchanged. */
export const toRejectionProblem = (error: unknown): unknown => {
  if (error instanceof Unreachable) return toUnavailable(error)
  if (!(error instanceof Rejected)) return error
  const fields = error.field ? [{ path: `credentials.${error.field}`, message: error.message }] : undefined
  return new Problem('credentials-rejected', `${error.message} Nothing was saved.`, { fields })
}
