import type { RefObject } from 'react'

export type Heading = RefObject<HTMLHeadingElement | null>

/** The heading of the current step. It receives the focus when the step changes. */
export function StepHeading({ heading, children }: { heading: Heading; children: string }) {
  return (
    <h2 ref={heading} tabIndex={-1} className="mb-4 font-semibold outline-none">
      {children}
    </h2>
  )
}
