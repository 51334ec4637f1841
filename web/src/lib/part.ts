import { type ComponentType, lazy } from 'react'

const maxAttempts = 3

const whenOnline = (): Promise<void> =>
  navigator.onLine
    ? Promise.resolve()
    : new Promise((resolve) => addEventListener('online', () => resolve(), { once: true }))

/** Loads a chunk. Retries while there is no connection; online it fails after a few attempts. */
export const fetchPart = async <T>(load: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await load()
    } catch (error) {
      if (navigator.onLine && attempt >= maxAttempts) throw error
      await whenOnline()
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt))
    }
  }
}

/** `lazy` that survives a lost connection. */
export const lazyPart = <P extends object>(load: () => Promise<{ default: ComponentType<P> }>) =>
  lazy(() => fetchPart(load))
