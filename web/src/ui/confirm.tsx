import { type ReactNode, Suspense } from 'react'
import { part } from '../lib/part.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Unfetched } from './notice.tsx'

export type ConfirmProps = {
  title: string
  /** Names what goes. */
  children: ReactNode
  /** What has to be typed first, and whether it is. */
  fields?: ReactNode
  ready?: boolean
  /** The verb of the button that does it, and its words meanwhile. */
  action: string
  doing: string
  keep: string
  /** Done when it resolves; a rejection is shown and the dialog stays. */
  onConfirm: () => Promise<unknown>
  onClose: () => void
  /** Said before the reason when it failed. */
  failed: string
  unsure?: string | undefined
}

const Dialog = part(() => import('./confirm-dialog.tsx'))

/** Asks before something is lost. Rendered only while it asks. */
export function Confirm(props: ConfirmProps) {
  return (
    <ErrorBoundary fallback={<Unfetched />}>
      <Suspense fallback={null}>
        <Dialog {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
