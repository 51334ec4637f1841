import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const listeners = new Set<() => void>()
const read = (): Theme => {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

const apply = (theme: string | null) => {
  if (theme) document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
  for (const listener of listeners) listener()
}

/** Stores the theme. public/theme.js applies it before the first paint. */
export const chooseTheme = (theme: Theme): void => {
  try {
    localStorage.setItem('theme', theme)
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  apply(theme)
}

/** Applies the profile's theme if the person has not chosen a theme on this device. */
export const followTheme = (theme: Theme): void => {
  try {
    if (localStorage.getItem('theme') === null && theme !== 'system') chooseTheme(theme)
  } catch {
    // Without storage there is no choice on this device.
  }
}

addEventListener('storage', (change) => {
  if (change.key === 'theme') apply(change.newValue)
})

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useTheme = (): Theme => useSyncExternalStore(subscribe, read)
