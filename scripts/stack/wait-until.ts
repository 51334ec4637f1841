import { pause } from './processes.ts'

/** Polls a condition. An aborted signal (a part that ended, or Ctrl-C) ends the wait. */
export async function waitUntil(
  what: string,
  check: () => Promise<boolean>,
  signal: AbortSignal,
  seconds = 300,
) {
  const giveUp = Date.now() + seconds * 1000
  while (!(await check())) {
    signal.throwIfAborted()
    if (Date.now() > giveUp) throw new Error(`${what} did not answer within ${seconds} s.`)
    await pause(100)
  }
  signal.throwIfAborted()
}

export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
