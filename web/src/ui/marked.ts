import type { ReactNode } from 'react'

/** Renders the part of a text between `<b>` and `</b>` with `show`. */
export const renderBold = (text: string, show: (part: string) => ReactNode): ReactNode[] => {
  const [textBefore, part = '', textAfter] = text.split(/<\/?b>/)
  return [textBefore, show(part), textAfter]
}
