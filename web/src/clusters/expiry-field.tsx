import type { UseFormRegisterReturn } from 'react-hook-form'
import { t } from '../locales/clusters.ts'
import { TextField } from '../ui/field.tsx'
import { deviceZone, ownZone, zoneName } from '../ui/time.ts'
import { choices, eveningIn } from './expiry.ts'

const chip =
  'h-control rounded-lg border border-line px-3 text-sm hover:border-edge aria-pressed:border-accent aria-pressed:bg-accent-soft'

/** When the cluster ends: quick choices, or a wall time in the viewer's zone. */
export function ExpiryField({
  field,
  value,
  error,
  onChoose,
}: {
  field: UseFormRegisterReturn
  value: string
  error?: string | undefined
  onChoose: (wall: string) => void
}) {
  const zone = ownZone()
  const wall = choices.map(({ name, days }) => ({ name, value: eveningIn(days) }))
  return (
    <div>
      <TextField
        label={t('expiry.label')}
        type="datetime-local"
        className="max-w-xs"
        hint={zone === deviceZone() ? t('expiry.hint') : t('expiry.hintZone', { zone: zoneName(zone) })}
        error={error}
        {...field}
      />
      <fieldset className="mt-1 flex flex-wrap gap-2">
        <legend className="sr-only">{t('expiry.quick')}</legend>
        {wall.map(
          (choice) =>
            choice.value && (
              <button
                key={choice.name}
                type="button"
                aria-pressed={value === choice.value}
                onClick={() => onChoose(choice.value ?? '')}
                className={chip}
              >
                {t(choice.name)}
              </button>
            ),
        )}
        <button type="button" aria-pressed={value === ''} onClick={() => onChoose('')} className={chip}>
          {t('expiry.never')}
        </button>
      </fieldset>
    </div>
  )
}
