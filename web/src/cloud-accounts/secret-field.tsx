import { type ComponentProps, useState } from 'react'
import { t } from '../locales/cloud-accounts.ts'
import { TextField } from '../ui/field.tsx'

/** A field for a secret with a button to show it. It is uncontrolled, because React would write a controlled value into the DOM. */
export function SecretField(field: ComponentProps<typeof TextField>) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <TextField
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        {...field}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={t(shown ? 'secret.hideName' : 'secret.showName', { name: field.label })}
        onClick={() => setShown(!shown)}
        className="-top-2 absolute right-0 h-9 px-1 text-accent text-sm underline"
      >
        {t(shown ? 'secret.hide' : 'secret.show')}
      </button>
    </div>
  )
}
