import { type ComponentType, lazy } from 'react'

const tries = 3

const online = (): Promise<void> =>
  navigator.onLine
    ? Promise.resolve()
    : new Promise((resolve) => addEventListener('online', () => resolve(), { once: true }))

/** A chunk that could not be fetched is fetched again once there is a connection. What is gone for good fails. */
export const fetchPart = async <T>(load: () => Promise<T>): Promise<T> => {
  for (let tried = 1; ; tried++) {
    try {
      return await load()
    } catch (error) {
      if (navigator.onLine && tried >= tries) throw error
      await online()
      await new Promise((resolve) => setTimeout(resolve, 500 * tried))
    }
  }
}

/** `lazy` that lives through a lost connection. */
export const part = <P extends object>(load: () => Promise<{ default: ComponentType<P> }>) =>
  lazy(() => fetchPart(load))
