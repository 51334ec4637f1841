import type { ReactNode } from 'react'

/** A part of the settings. `#id` links to it. */
export function Section({
  id,
  title,
  about,
  children,
}: {
  id: string
  title: string
  about: string
  children: ReactNode
}) {
  return (
    <section id={id} className="scroll-mt-20 border-line border-t pt-6 pb-8 first:border-t-0 first:pt-0">
      <h2 className="font-semibold">{title}</h2>
      <p className="mb-4 max-w-prose text-soft text-sm">{about}</p>
      {children}
    </section>
  )
}
