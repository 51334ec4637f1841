import type { ReactNode } from 'react'

/** Renders the part of a text between `<b>` and `</b>` with `show`. */
export const marked = (text: string, show: (part: string) => ReactNode): ReactNode[] => {
  const [before, part = '', after] = text.split(/<\/?b>/)
  return [before, show(part), after]
}
