import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * Holds the focus in a part of a page whose buttons and forms go away after their action: the part gets the focus then, so that keyboards and
 * screen readers go on from there and not from the top of the page.
 *
 * @returns attributes of the part's element
 */
export const useHeldFocus = () => {
  const part = useRef<HTMLDivElement>(null)
  const focused = useRef<Element>(null)
  useEffect(() => {
    if (focused.current?.isConnected !== false) return
    // A dialog that closes gives the focus back to its button first, also in a timer.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) part.current?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  })
  return {
    ref: part,
    tabIndex: -1,
    // Dialogs of the part report their focus here, too.
    onFocus: ({ target }: FocusEvent) => {
      focused.current = target
    },
    className: 'outline-none',
  }
}
