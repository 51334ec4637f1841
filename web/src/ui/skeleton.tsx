/** The room that something will take. `className` gives its size. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={`block animate-wait rounded-md bg-sunken ${className}`} />
}

/** Says to screen readers what is being waited for; the skeletons say it to eyes. */
export function Waiting({ children }: { children: string }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  )
}

/** The same where a whole page is waited for, which has no heading of its own yet. */
export function PageWaiting({ children }: { children: string }) {
  return <h1 className="sr-only">{children}</h1>
}

/** Waits for the rows of a list or table. */
export function WaitingRows({ children }: { children: string }) {
  return (
    <div className="space-y-3 py-2" aria-busy>
      <Waiting>{children}</Waiting>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-9 w-full" />
      ))}
    </div>
  )
}
