import type { Limit } from '../contract/limits.ts'

/** How long one call takes to come back, in milliseconds. */
export const tokenMsOf = ({ max, seconds }: Limit): number => Math.floor((seconds * 1000) / max)

/**
 * Takes a token for one request by the generic cell rate algorithm (GCRA, ITU-T I.371 annex A; https://brandur.org/rate-limiting). The
 * token bucket is stored as one moment, when it is full. A full bucket needs no stored moment.
 *
 * @param fullAt when the bucket is full, in epoch milliseconds; undefined: it is full now
 * @param now epoch milliseconds
 * @returns when the bucket is full after this request, or how long to wait until it has a token
 */
export const takeToken = (
  limit: Limit,
  fullAt: number | undefined,
  now: number,
): { fullAt: number } | { waitMs: number } => {
  const tokenMs = tokenMsOf(limit)
  const nextFullAt = Math.max(fullAt ?? now, now) + tokenMs
  const waitMs = nextFullAt - now - tokenMs * limit.max
  return waitMs > 0 ? { waitMs } : { fullAt: nextFullAt }
}
