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

/** Holds the room of the rows of a list or table while they load. */
export function WaitingRows({
  children,
  rows = 3,
  row = 'h-9',
  className = 'space-y-3 py-2',
}: {
  /** Screen readers get it. */
  children: string
  rows?: number
  /** The height of a row, as a class. */
  row?: string
  className?: string
}) {
  return (
    <div className={className} aria-busy>
      <Waiting>{children}</Waiting>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <Skeleton key={index} className={`${row} w-full`} />
      ))}
    </div>
  )
}
