import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'

/** A button that opens the browser's file dialog. The same file can be picked twice. */
export function FilePicker({
  accept,
  label,
  children = label,
  busy,
  disabled,
  onPick,
}: {
  /** Media types and endings, as the `accept` attribute has them. */
  accept: string
  label: string
  children?: ReactNode
  busy?: string | false
  disabled?: boolean
  onPick: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="hidden"
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file) onPick(file)
        }}
      />
      <Button look="quiet" busy={busy} disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
