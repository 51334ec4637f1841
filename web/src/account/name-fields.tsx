import type { UseFormRegisterReturn } from 'react-hook-form'
import { t } from '../locales/account.ts'
import { TextField } from '../ui/field.tsx'

type NameField = { field: UseFormRegisterReturn; error: string | undefined }

export function NameFields({
  first,
  last,
  className = '',
}: {
  first: NameField
  last: NameField
  className?: string
}) {
  return (
    <div className={`grid sm:grid-cols-2 ${className}`}>
      <TextField label={t('name.first')} autoComplete="given-name" error={first.error} {...first.field} />
      <TextField
        label={t('name.last')}
        hint={t('name.lastHint')}
        autoComplete="family-name"
        error={last.error}
        {...last.field}
      />
    </div>
  )
}
