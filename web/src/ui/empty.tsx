import type { ReactNode } from 'react'

/** An empty list: what it will show, and the next step. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="rounded-xl border border-line border-dashed px-6 py-12 text-center">
      <h2 className="font-semibold">{title}</h2>
      <p className="mx-auto mt-1 max-w-md text-soft">{children}</p>
      {action && <div className="mt-5">{action}</div>}
    </div>
  )
}
