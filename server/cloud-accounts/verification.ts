import type { Platform } from '../../contract/cloud-credentials.ts'
import { loadPlatform } from '../clouds/index.ts'
import { type OpenedCredentials, Rejected, Unreachable, type Verification } from '../clouds/platform.ts'
import { Problem } from '../problem.ts'
import { withinTimeout } from '../within-timeout.ts'
import type { LiveCheckWriter } from './live-check.ts'

/** The timeout for one use of a provider. */
const defaultTimeoutMs = 9_000

/** Aborts the work's signal after the timeout, and rejects even if a provider's library ignores it. @throws Unreachable */
export const runWithTimeout = async <T>(
  provider: { name: string },
  work: (signal: AbortSignal) => Promise<T>,
  timeoutMs = defaultTimeoutMs,
): Promise<T> => {
  const controller = new AbortController()
  return withinTimeout(work(controller.signal), timeoutMs, () => {
    controller.abort()
    return new Unreachable(`${provider.name} did not respond within ${timeoutMs / 1000} seconds.`)
  })
}

type Candidates = readonly [OpenedCredentials, ...OpenedCredentials[]]
type Verify = (credentials: OpenedCredentials) => Promise<Verification>
type Verified = { credentials: OpenedCredentials; verification: Verification }

const isUntrusted = (error: unknown) => error instanceof Rejected && error.reason === 'role-not-trusting'

const verifyInOrder = async ([credentials, ...further]: Candidates, verify: Verify): Promise<Verified> => {
  try {
    return { credentials, verification: await verify(credentials) }
  } catch (error) {
    const [next, ...remaining] = further
    if (!next || !isUntrusted(error)) throw error
    return verifyInOrder([next, ...remaining], verify).catch((later: unknown) => {
      // The first error names the external id that the role has to require today.
      throw isUntrusted(later) ? error : later
    })
  }
}

/**
 * Checks credentials with their provider and shows each step. The candidates differ only in their external id. Returns the first candidate
 * that the role trusts.
 * @throws Rejected, Unreachable
 */
export const verifyCandidates = async (
  platform: Platform,
  candidates: Candidates,
  live: LiveCheckWriter,
): Promise<Verified> => {
  try {
    const provider = await loadPlatform(platform)
    return await runWithTimeout(provider, (signal) =>
      verifyInOrder(candidates, (credentials) =>
        provider.verify(credentials, { signal, report: live.report }),
      ),
    )
  } catch (error) {
    if (error instanceof Rejected) live.fail(error.message, error.step)
    else live.fail(error instanceof Unreachable ? error.message : 'Something went wrong on our side.')
    throw error
  } finally {
    await live.flush()
  }
}

/** Checks credentials with their provider and shows each step. @throws Rejected, Unreachable */
export const verifyCredentials = async (
  platform: Platform,
  credentials: OpenedCredentials,
  live: LiveCheckWriter,
): Promise<Verification> => (await verifyCandidates(platform, [credentials], live)).verification

export const toUnavailable = (error: Unreachable): Problem =>
  new Problem('unavailable', `${error.message} Nothing was changed. Try again in a minute.`, {
    retryAfter: 60,
  })

/** The problem for a person whose new credentials were checked. Other errors pass unchanged. */
export const toRejectionProblem = (error: unknown): unknown => {
  if (error instanceof Unreachable) return toUnavailable(error)
  if (!(error instanceof Rejected)) return error
  const fields = error.field ? [{ path: `credentials.${error.field}`, message: error.message }] : undefined
  return new Problem('credentials-rejected', `${error.message} Nothing was saved.`, { fields })
}
