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

/** Loads the chunk early: a browser blocks a window that opens after a wait instead of right after a click. */
export const useWaysSoon = (): void => {
  useEffect(() => {
    fetchWays().catch(() => {})
  }, [])
}
