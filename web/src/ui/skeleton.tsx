/** Reserves the room of content that is loading. `className` gives its size. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={`block animate-wait rounded-md bg-sunken ${className}`} />
}

/** Announces what is loading to screen readers. Others see the skeletons. */
export function Waiting({ children }: { children: string }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  )
}

/** The same for a whole page, which has no heading yet. */
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
