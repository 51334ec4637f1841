import { useSyncExternalStore } from 'react'

/** How long a loss lasts before it is shown: streams that reconnect at once are nobody's concern. */
const patience = 1_500
const probeEvery = 4_000

let shown = false
let apiSilent = false
let timer: ReturnType<typeof setTimeout> | undefined
let probe: ReturnType<typeof setTimeout> | undefined
/** Live views that had the server's data and now show what is left of it. */
const stale = new Set<object>()
const listeners = new Set<() => void>()

const isLost = () => !navigator.onLine || apiSilent || stale.size > 0

const show = (value: boolean) => {
  if (shown === value) return
  shown = value
  for (const listener of listeners) listener()
}

const judge = () => {
  clearTimeout(timer)
  if (isLost()) timer = setTimeout(() => show(isLost()), patience)
  else show(false)
}

/** Asks until the API answers again, and only while it does not. */
const ask = async () => {
  clearTimeout(probe)
  try {
    await fetch(`${import.meta.env.VITE_API_URL}/v1/health`, { cache: 'no-store' })
    connection.answered()
  } catch {
    probe = setTimeout(ask, probeEvery)
  }
}

addEventListener('online', () => {
  if (apiSilent) void ask()
  judge()
})
addEventListener('offline', judge)

export const connection = {
  answered(): void {
    clearTimeout(probe)
    if (!apiSilent) return
    apiSilent = false
    judge()
  },
  unanswered(): void {
    apiSilent = true
    clearTimeout(probe)
    probe = setTimeout(ask, probeEvery)
    judge()
  },
  /** A live view got data from the server (`fresh`) or fell back to what it had. */
  heard(view: object, fresh: boolean): void {
    if (fresh) stale.delete(view)
    else stale.add(view)
    judge()
  },
  closed(view: object): void {
    if (stale.delete(view)) judge()
  },
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useConnectionLost = (): boolean => useSyncExternalStore(subscribe, () => shown)
