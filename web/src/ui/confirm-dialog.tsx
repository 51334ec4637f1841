import { AlertDialog } from 'radix-ui'
import { useAction } from '../lib/use-action.ts'
import { Button } from './button.tsx'
import type { ConfirmProps } from './confirm.tsx'
import { FailureNotice } from './notice.tsx'

export default function ConfirmDialog(props: ConfirmProps) {
  const { title, children, action, doing, keep, onConfirm, onClose, failed, unsure } = props
  const { fields, ready = true } = props
  const confirm = useAction(async () => {
    await onConfirm()
    onClose()
  })
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && !confirm.busy && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-[oklch(20%_0.02_265/0.5)]" />
        <AlertDialog.Content className="fixed inset-x-4 bottom-4 z-50 mx-auto max-h-[calc(100dvh-2rem)] max-w-md animate-slide-in overflow-y-auto rounded-xl border border-line bg-surface p-6 sm:inset-y-4 sm:my-auto sm:h-fit">
          <AlertDialog.Title className="font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-soft">{children}</div>
          </AlertDialog.Description>
          {fields}
          <FailureNotice failure={confirm.failure} what={failed} unsure={unsure} className="mt-4" />
          <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <AlertDialog.Cancel asChild>
              <Button look="quiet" disabled={confirm.busy}>
                {keep}
              </Button>
            </AlertDialog.Cancel>
            <Button look="danger" busy={confirm.busy && doing} disabled={!ready} onClick={confirm.run}>
              {action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
