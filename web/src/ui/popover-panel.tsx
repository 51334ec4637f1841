import { Popover } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'

export default function PopoverPanel({
  trigger,
  label,
  onClose,
  children,
  className,
}: {
  trigger: RefObject<HTMLButtonElement | null>
  label: string
  onClose: () => void
  children: ReactNode
  className: string
}) {
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={trigger as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label={label}
          // The trigger closes by its own click; closing here too would open it again.
          onInteractOutside={(outside) => {
            if (trigger.current?.contains(outside.target as Node)) outside.preventDefault()
          }}
          onCloseAutoFocus={(closing) => {
            closing.preventDefault()
            const focused = document.activeElement
            const isLost = !focused || focused === document.body || (closing.target as Node).contains(focused)
            if (isLost) trigger.current?.focus()
          }}
          className={`z-30 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1.5rem)] animate-slide-in overflow-y-auto rounded-xl border border-line bg-surface shadow-[0_8px_30px_oklch(20%_0.02_265/0.16)] ${className}`}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
