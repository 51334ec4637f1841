import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { isolate } from '../../../contract/isolate.ts'
import { startSession } from '../lib/session.ts'

/**
 * The page's h1 and title. After navigation, the focus moves here, so that screen readers start at the top.
 * Render it with the page's first content: Firebase is loaded only after that, because nothing on screen needs it.
 */
export function PageTitle({
  title,
  children,
  className = '',
}: {
  title: string
  children?: ReactNode
  className?: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isFirstPage = useLocation().key === 'default'

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page appears
  useEffect(() => {
    if (!isFirstPage && !document.activeElement?.closest('main'))
      heading.current?.focus({ preventScroll: true })
    const painted = requestAnimationFrame(() => setTimeout(() => startSession().catch(() => {})))
    return () => cancelAnimationFrame(painted)
  }, [])

  return (
    <>
      <title>{`${isolate(title)} · Labseat`}</title>
      <h1
        ref={heading}
        tabIndex={-1}
        dir="auto"
        className={`text-balance font-semibold text-title tracking-tight ${className}`}
      >
        {children ?? title}
      </h1>
    </>
  )
}
