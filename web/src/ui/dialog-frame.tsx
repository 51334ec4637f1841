import { AlertDialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'

/** A question in front of the page, with its title and what it is about. A click beside it does not close it. */
export function DialogFrame({
  title,
  about,
  children,
  onClose,
  onOpenAutoFocus,
}: {
  title: string
  about: ReactNode
  children: ReactNode
  /** Undefined while the dialog must stay open. */
  onClose: (() => void) | undefined
  /** Moves the focus, which otherwise goes to the button that closes the dialog. */
  onOpenAutoFocus?: (event: Event) => void
}) {
  const [opener] = useState(() => document.activeElement)
  // Without a trigger, the library leaves the focus at the top of the page.
  const returnFocus = (closing: Event) => {
    closing.preventDefault()
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
  }
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose?.()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-[oklch(20%_0.02_265/0.5)]" />
        <AlertDialog.Content
          {...(onOpenAutoFocus && { onOpenAutoFocus })}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-x-4 bottom-4 z-50 mx-auto max-h-[calc(100dvh-2rem)] max-w-md animate-slide-in overflow-y-auto rounded-xl border border-line bg-surface p-6 sm:inset-y-4 sm:my-auto sm:h-fit"
        >
          <AlertDialog.Title className="font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-soft">{about}</div>
          </AlertDialog.Description>
          {children}
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

export const DialogCancel = AlertDialog.Cancel
