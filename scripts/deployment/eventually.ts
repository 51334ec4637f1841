import { setTimeout as pause } from 'node:timers/promises'

export type Polling = { tries: number; pauseMs: number }

/** A new binding or a new revision is not everywhere at once. */
export const propagation: Polling = { tries: 11, pauseMs: 6_000 }

/**
 * Checks until the result is true-ish, and prints what holds. An error counts as a check that failed.
 * @throws Error with the last error's message after the last try
 */
export const eventually = async <T>(
  what: string,
  check: () => Promise<T | false | undefined>,
  { tries, pauseMs }: Polling = propagation,
): Promise<T> => {
  let reason = ''
  for (let count = 1; count <= tries; count++) {
    const result = await check().catch((error: Error) => {
      reason = ` ${error.message}`
      return undefined
    })
    if (result) {
      console.log(`✓ ${what}`)
      return result
    }
    if (count < tries) await pause(pauseMs)
  }
  throw new Error(`The deployment answers, but not as it should: ${what}.${reason}`)
}
