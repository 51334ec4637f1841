/**
 * Waits for work, but no longer than the timeout. The work itself goes on, and its later result or failure is ignored.
 *
 * @param createError makes the rejection when the time is over; it may also stop the work
 */
export const withinTimeout = async <T>(
  work: Promise<T>,
  timeoutMs: number,
  createError: () => Error,
): Promise<T> => {
  const timeout = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeout.reject(createError()), timeoutMs)
  // The promise that loses the race may reject later, and nobody awaits it then.
  work.catch(() => {})
  timeout.promise.catch(() => {})
  try {
    return await Promise.race([work, timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
