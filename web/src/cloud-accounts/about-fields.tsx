import { zodResolver } from '@hookform/resolvers/zod'
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import * as z from 'zod'
import { cloudAccountInput, type Environment, environment } from '../../../contract/cloud-accounts.ts'
import { t } from '../locales/cloud-accounts.ts'
import { TextField } from '../ui/field.tsx'
import { environments } from './words.ts'

export const about = z.object({ name: cloudAccountInput.shape.name, environment })
export type About = z.infer<typeof about>

export const useAbout = (defaultValues: { name: string; environment: Environment }) =>
  useForm<About>({ resolver: zodResolver(about), mode: 'onTouched', defaultValues })

/** The name and the environment of an account. */
export function AboutFields({ form }: { form: UseFormReturn<About> }) {
  const { register, control, setValue, formState } = form
  const chosen = useWatch({ control, name: 'environment' })
  return (
    <div className="space-y-3">
      <TextField
        label={t('about.name')}
        hint={t('about.nameHint')}
        autoComplete="off"
        maxLength={80}
        className="max-w-md"
        error={formState.errors.name?.message}
        {...register('name')}
      />
      <fieldset>
        <legend className="mb-1 font-medium text-sm">{t('about.environment')}</legend>
        <div className="flex flex-wrap gap-2">
          {environment.options.map((name) => (
            <label
              key={name}
              className="flex h-11 cursor-pointer items-center gap-2 rounded-lg border border-line bg-surface px-4 hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name="environment"
                value={name}
                checked={chosen === name}
                onChange={() => setValue('environment', name, { shouldDirty: true })}
                className="size-4 accent-accent"
              />
              {t(environments[name])}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}
