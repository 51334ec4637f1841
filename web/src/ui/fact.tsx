import type { ReactNode } from 'react'

/** A name and its value, in a `<dl>`. */
export function Fact({
  name,
  about,
  children,
}: {
  name: string
  about?: string | undefined
  children: ReactNode
}) {
  return (
    <div className="min-w-0">
      <dt className="text-soft text-sm">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
      {about && <dd className="text-soft text-sm">{about}</dd>}
    </div>
  )
}
