import type { ReactNode } from 'react'

/** A text with the part between `<b>` and `</b>` as `show` has it. */
export const marked = (text: string, show: (part: string) => ReactNode): ReactNode[] => {
  const [before, part = '', after] = text.split(/<\/?b>/)
  return [before, show(part), after]
}
