import type { RefObject } from 'react'

export type Heading = RefObject<HTMLHeadingElement | null>

/** Of the step that is shown; it gets the focus when another step is. */
export function StepHeading({ heading, children }: { heading: Heading; children: string }) {
  return (
    <h2 ref={heading} tabIndex={-1} className="mb-4 font-semibold outline-none">
      {children}
    </h2>
  )
}
