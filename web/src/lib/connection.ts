import { useSyncExternalStore } from 'react'

/** A loss is shown only after this time: streams often reconnect at once. */
const showAfterMs = 1_500
const probeIntervalMs = 4_000

let shown = false
let apiSilent = false
let timer: ReturnType<typeof setTimeout> | undefined
let probeTimer: ReturnType<typeof setTimeout> | undefined
/** Live views that lost the server and show cached data. */
const stale = new Set<object>()
const listeners = new Set<() => void>()

const isLost = () => !navigator.onLine || apiSilent || stale.size > 0

const show = (value: boolean) => {
  if (shown === value) return
  shown = value
  for (const listener of listeners) listener()
}

const updateShown = () => {
  clearTimeout(timer)
  if (isLost()) timer = setTimeout(() => show(isLost()), showAfterMs)
  else show(false)
}

/** Repeats until the API answers. */
const probeApi = async () => {
  clearTimeout(probeTimer)
  try {
    await fetch(`${import.meta.env.VITE_API_URL}/v1/health`, { cache: 'no-store' })
    connection.reportAnswer()
  } catch {
    probeTimer = setTimeout(probeApi, probeIntervalMs)
  }
}

addEventListener('online', () => {
  if (apiSilent) void probeApi()
  updateShown()
})
addEventListener('offline', updateShown)

export const connection = {
  reportAnswer(): void {
    clearTimeout(probeTimer)
    if (!apiSilent) return
    apiSilent = false
    updateShown()
  },
  reportNoAnswer(): void {
    apiSilent = true
    clearTimeout(probeTimer)
    probeTimer = setTimeout(probeApi, probeIntervalMs)
    updateShown()
  },
  /** A live view got data from the server (`isFresh`) or fell back to its cache. */
  reportView(view: object, isFresh: boolean): void {
    if (isFresh) stale.delete(view)
    else stale.add(view)
    updateShown()
  },
  closeView(view: object): void {
    if (stale.delete(view)) updateShown()
  },
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useConnectionLost = (): boolean => useSyncExternalStore(subscribe, () => shown)
