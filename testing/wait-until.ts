import { setTimeout as pause } from 'node:timers/promises'

/** Calls `look` every 25 ms until it returns a value, and returns that. Throws with the name of the condition after `seconds`. */
export const waitUntil = async <T>(
  what: string,
  look: () => Promise<T> | T,
  seconds = 20,
): Promise<Exclude<T, false | null | undefined>> => {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const value = await look()
    if (value !== false && value !== null && value !== undefined)
      return value as Exclude<T, false | null | undefined>
    if (performance.now() > end) throw new Error(`Not within ${seconds} s: ${what}`)
    await pause(25)
  }
}
