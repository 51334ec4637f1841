import { type ReactNode, Suspense, useRef, useState } from 'react'
import { lazyPart } from '../lib/part.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Unfetched } from './notice.tsx'

const load = () => import('./popover-panel.tsx')
const Panel = lazyPart(load)

/** A button with a panel under it. The panel's code is loaded when the pointer or the focus reaches the button. */
export function Popover({
  label,
  name = label,
  look,
  button,
  children,
  className = 'w-72',
}: {
  /** The name of the panel. */
  label: string
  /** The name of the button. */
  name?: string
  look: string
  button: ReactNode
  /** Call `close` after a choice. */
  children: (close: () => void) => ReactNode
  className?: string
}) {
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = () => setOpen(false)
  const fetchAhead = () => void load().catch(() => {})
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onClick={() => setOpen(!open)}
        className={look}
      >
        {button}
      </button>
      {open && (
        <ErrorBoundary fallback={<Unfetched />}>
          <Suspense fallback={null}>
            <Panel trigger={trigger} label={label} onClose={close} className={className}>
              {children(close)}
            </Panel>
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}
