import { useAction } from '../lib/use-action.ts'
import { Button } from './button.tsx'
import type { ConfirmProps } from './confirm.tsx'
import { DialogCancel, DialogFrame } from './dialog-frame.tsx'
import { FailureNotice } from './notice.tsx'

export default function ConfirmDialog(props: ConfirmProps) {
  const { title, children, action, doing, keep, onConfirm, onClose, failed, unsure } = props
  const { fields, ready = true, look = 'danger' } = props
  const confirm = useAction(async () => {
    await onConfirm()
    onClose()
  })
  return (
    <DialogFrame title={title} about={children} onClose={confirm.busy ? undefined : onClose}>
      {fields}
      <FailureNotice failure={confirm.failure} what={failed} unsure={unsure} className="mt-4" />
      <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogCancel asChild>
          <Button look="quiet" disabled={confirm.busy}>
            {keep}
          </Button>
        </DialogCancel>
        <Button look={look} busy={confirm.busy && doing} disabled={!ready} onClick={confirm.run}>
          {action}
        </Button>
      </div>
    </DialogFrame>
  )
}
