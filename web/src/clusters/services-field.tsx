import { useId } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { service } from '../../../contract/cluster-parts.ts'
import { t } from '../locales/clusters.ts'
import { fieldText } from '../locales/fields.ts'
import { services } from './words.ts'

/** The choice of services, each with a description. */
export function ServicesField({
  field,
  error,
}: {
  field: UseFormRegisterReturn
  error?: string | undefined
}) {
  const id = useId()
  return (
    <fieldset aria-describedby={`${id}-below`}>
      <legend className="mb-1 font-medium text-sm">{t('services.label')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {service.options.map((name) => (
          <label
            key={name}
            className="grid cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-3 rounded-lg border border-line bg-surface px-4 py-3 hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input type="checkbox" value={name} className="mt-0.5 size-5 accent-accent" {...field} />
            <span>
              <span className="block font-medium">{t(services[name].name)}</span>
              <span className="block text-soft text-sm">{t(services[name].about)}</span>
            </span>
          </label>
        ))}
      </div>
      <div id={`${id}-below`} className="mt-1 min-h-5 text-sm" aria-live="polite">
        {error && <p className="text-bad">{fieldText(error)}</p>}
      </div>
    </fieldset>
  )
}
