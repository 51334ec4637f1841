import { useEffect } from 'react'
import { fetchPart } from '../lib/part.ts'

export type Ways = typeof import('./ways.ts')

let fetched: Promise<Ways> | undefined
export const fetchWays = (): Promise<Ways> => {
  fetched ??= fetchPart(() => import('./ways.ts'))
  fetched.catch(() => {
    fetched = undefined
  })
  return fetched
}

/** Fetches them ahead: a browser opens a window only right after a press, not once something has been waited for. */
export const useWaysSoon = (): void => {
  useEffect(() => {
    fetchWays().catch(() => {})
  }, [])
}
