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

/** public/theme.js applies what is kept here before the first paint. */
export const chooseTheme = (theme: Theme): void => {
  try {
    localStorage.setItem('theme', theme)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  apply(theme)
}

/** The theme of the profile, on a device where none was chosen. */
export const followTheme = (theme: Theme): void => {
  try {
    if (localStorage.getItem('theme') === null && theme !== 'system') chooseTheme(theme)
  } catch {
    // Without storage nothing is known of this device.
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
