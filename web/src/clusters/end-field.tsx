import { type ReactNode, useId, useState } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import type { Estimate } from '../../../contract/clusters.ts'
import { t } from '../locales/clusters.ts'
import { fieldText } from '../locales/fields.ts'
import { TextField } from '../ui/field.tsx'
import { price } from '../ui/numbers.ts'
import { deviceZone, ownZone, zoneName } from '../ui/time.ts'
import { type EndForm, quickTimes } from './end.ts'

const chip =
  'h-control rounded-lg border border-line bg-surface px-3 text-sm hover:border-edge aria-pressed:border-accent aria-pressed:bg-accent-soft'

/** What a cluster without an end costs. */
const describeCost = (hourly: Estimate['hourly']): string => {
  if (!hourly) return t('end.neverUnknown')
  if (hourly.amount === 0) return t('end.neverFree')
  return t('end.neverCosts', { price: price({ ...hourly, amount: hourly.amount * 24 }) })
}

/** When the cluster ends: at a time, or when a person destroys it. A person has to choose. */
export function EndField({
  ending,
  time,
  values,
  errors,
  hourly,
  onChooseTime,
}: {
  ending: UseFormRegisterReturn
  time: UseFormRegisterReturn
  values: EndForm
  errors: { ending?: string | undefined; time?: string | undefined }
  hourly: Estimate['hourly']
  onChooseTime: (wall: string) => void
}) {
  const below = useId()
  const zone = ownZone()
  return (
    <fieldset aria-describedby={below}>
      <legend className="mb-1 font-medium text-sm">{t('end.label')}</legend>
      <div className="grid gap-2">
        <Ending
          field={ending}
          value="at"
          isInvalid={Boolean(errors.ending)}
          title={t('end.at')}
          about={t('end.atAbout')}
        >
          <QuickTimes value={values.ending === 'at' ? values.expiresAt : ''} onChoose={onChooseTime} />
          <TextField
            label={t('end.time')}
            type="datetime-local"
            className="mt-3 max-w-xs"
            hint={zone === deviceZone() ? undefined : t('end.zone', { zone: zoneName(zone) })}
            error={errors.time}
            {...time}
          />
        </Ending>
        <Ending
          field={ending}
          value="never"
          isInvalid={Boolean(errors.ending)}
          title={t('end.never')}
          about={describeCost(hourly)}
        />
      </div>
      <div id={below} className="mt-1 min-h-5 text-sm" aria-live="polite">
        {errors.ending && <p className="text-bad">{fieldText(errors.ending)}</p>}
      </div>
    </fieldset>
  )
}

function Ending({
  field,
  value,
  isInvalid,
  title,
  about,
  children,
}: {
  field: UseFormRegisterReturn
  value: EndForm['ending']
  isInvalid: boolean
  title: string
  about: string
  children?: ReactNode
}) {
  return (
    <div className="rounded-lg border border-line bg-surface px-4 has-checked:border-accent has-checked:bg-accent-soft has-aria-invalid:border-bad">
      <label className="grid cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-3 rounded-lg py-3 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
        <input
          type="radio"
          value={value}
          aria-invalid={isInvalid}
          className="mt-0.5 size-5 scroll-mt-24 scroll-mb-28 accent-accent"
          {...field}
        />
        <span>
          <span className="block font-medium">{title}</span>
          <span className="block text-soft text-sm tabular-nums">{about}</span>
        </span>
      </label>
      {children && <div className="pb-2 pl-8">{children}</div>}
    </div>
  )
}

function QuickTimes({ value, onChoose }: { value: string; onChoose: (wall: string) => void }) {
  const [chosen, setChosen] = useState<{ name: string; wall: string }>()
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('end.quick')}</legend>
      {quickTimes.map(({ name, toWallTime }) => {
        if (!toWallTime()) return null
        return (
          <button
            key={name}
            type="button"
            aria-pressed={chosen?.name === name && chosen.wall === value}
            onClick={() => {
              const wall = toWallTime()
              if (!wall) return
              setChosen({ name, wall })
              onChoose(wall)
            }}
            className={chip}
          >
            {t(name)}
          </button>
        )
      })}
    </fieldset>
  )
}
