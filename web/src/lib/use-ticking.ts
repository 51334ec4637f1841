import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for the whole page, while something listens. */
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const tick of listeners) tick()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** A value that depends on the time, such as "3m". The component renders a second time only when the value changes. */
export const useTicking = <T extends string | number | boolean>(read: (nowMs: number) => T): T =>
  useSyncExternalStore(subscribe, () => read(Date.now()))
