import type { UseFormRegisterReturn } from 'react-hook-form'
import { t } from '../locales/clusters.ts'
import { TextArea } from '../ui/field.tsx'

/** The ranges of addresses that may reach the Kubernetes API, one per line. */
export function ApiRangesField({
  field,
  error,
}: {
  field: UseFormRegisterReturn
  error?: string | undefined
}) {
  return (
    <TextArea
      label={t('form.apiRanges')}
      hint={t('form.apiRangesHint')}
      rows={2}
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="none"
      error={error}
      {...field}
    />
  )
}
