/** A sensitive action needs a sign-in that is not older than this. */
export const maxRecentSignInSeconds = 15 * 60

/** @param signedInAt seconds since 1970, as in tokens */
export const isRecentSignIn = (signedInAt: number, now: string): boolean =>
  Date.parse(now) / 1000 - signedInAt <= maxRecentSignInSeconds

/** Whether a session has lasted longer than any session may, whatever it did meanwhile. */
export const isSessionOver = (signedInAt: number, maxDays: number, now: string): boolean =>
  Date.parse(now) / 1000 - signedInAt > maxDays * 24 * 3600
