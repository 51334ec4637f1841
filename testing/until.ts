import { setTimeout as pause } from 'node:timers/promises'

/** Asks again until `look` gives something, and gives that; fails by name after `seconds`. */
export const until = async <T>(
  what: string,
  look: () => Promise<T> | T,
  seconds = 20,
): Promise<Exclude<T, false | null | undefined>> => {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== false && found !== null && found !== undefined)
      return found as Exclude<T, false | null | undefined>
    if (performance.now() > end) throw new Error(`Not within ${seconds} s: ${what}`)
    await pause(25)
  }
}
