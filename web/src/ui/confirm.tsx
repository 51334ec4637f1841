import { type ReactNode, Suspense } from 'react'
import { lazyPart } from '../lib/part.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Unfetched } from './notice.tsx'

export type ConfirmProps = {
  title: string
  /** Names what will be lost. */
  children: ReactNode
  /** Fields to fill in first. `ready` says that they are. */
  fields?: ReactNode
  ready?: boolean
  /** @default danger, because most questions are about a loss */
  look?: 'danger' | 'primary'
  /** The button's verb, and its text while it runs. */
  action: string
  doing: string
  keep: string
  /** Closes the dialog when it resolves. A rejection is shown in the dialog. */
  onConfirm: () => Promise<unknown>
  onClose: () => void
  /** Shown before the reason of a failure. */
  failed: string
  unsure?: string | undefined
}

const Dialog = lazyPart(() => import('./confirm-dialog.tsx'))

/** Asks for confirmation before something is lost. Render it only while it is open. */
export function Confirm(props: ConfirmProps) {
  return (
    <ErrorBoundary fallback={<Unfetched />}>
      <Suspense fallback={null}>
        <Dialog {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
