import type { Limit } from '../contract/operation.ts'

/**
 * One request under a limit, by the generic cell rate algorithm (GCRA, ITU-T I.371 annex A; https://brandur.org/rate-limiting): a token
 * bucket that is kept as one moment, the one at which it is full again. Nothing is kept of a bucket that is full.
 *
 * @param fullAt when the bucket is full again, in milliseconds; undefined: it is
 * @returns when it is full again after this request, or how long to wait until there is room for one
 */
export const take = (
  { max, seconds }: Limit,
  fullAt: number | undefined,
  now: number,
): { fullAt: number } | { wait: number } => {
  const each = Math.floor((seconds * 1000) / max)
  const after = Math.max(fullAt ?? now, now) + each
  const wait = after - now - each * max
  return wait > 0 ? { wait } : { fullAt: after }
}
