import { type ComponentType, type ReactNode, Suspense } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import { listCurrencies } from '../../../contract/currencies.ts'
import type { Event, EventInput } from '../../../contract/events.ts'
import { listTimeZones } from '../../../contract/time-zones.ts'
import { isRepeatedTime } from '../../../domain/clock.ts'
import { hasBegun } from '../../../domain/events.ts'
import { parseAmount, parseNumber } from '../lib/parse-number.ts'
import { useNow } from '../lib/use-now.ts'
import { toMoment } from '../lib/wall-time.ts'
import { type PlainKey, t } from '../locales/editor.ts'
import { Select, TextArea, TextField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { price } from '../ui/numbers.ts'
import { formatClock } from '../ui/time.ts'
import type { EventForm } from './event-form.ts'

const zones = listTimeZones()
const currencies = listCurrencies()

const kinds = {
  'in-person': 'kind.inPerson',
  online: 'kind.online',
  hybrid: 'kind.hybrid',
} satisfies Record<string, PlainKey>

/** What the lab of an event costs with another capacity. */
export type CapacityCostPart = ComponentType<{ event: Event; capacity: number }>
/** `event` is the stored event; null for a new one. */
type Stored = { event: Event | null; CapacityCost: CapacityCostPart }
type Props = { form: UseFormReturn<EventForm, unknown, EventInput> }

export function EventFields({ form, ...stored }: Props & Stored) {
  return (
    <>
      <WhatFields form={form} />
      <WhenFields form={form} event={stored.event} />
      <WhereFields form={form} />
      <SeatFields form={form} {...stored} />
    </>
  )
}

/** The message of the field, or of the first wrong item in it. */
const firstMessage = (error: unknown): string | undefined => {
  const { message } = (error ?? {}) as { message?: string }
  return message ?? (Array.isArray(error) ? firstMessage(error.find(Boolean)) : undefined)
}

function WhatFields({ form: { register, formState } }: Props) {
  const { errors } = formState
  return (
    <Group title={t('group.what')}>
      <TextField label={t('title.label')} error={errors.title?.message} {...register('title')} />
      <TextArea
        label={t('description.label')}
        hint={t('description.hint')}
        error={errors.description?.message}
        {...register('description')}
      />
      <TextField
        label={t('tags.label')}
        hint={t('tags.hint')}
        placeholder={t('tags.example')}
        autoCapitalize="none"
        error={firstMessage(errors.tags)}
        {...register('tags')}
      />
    </Group>
  )
}

/** Which moment is meant in the hour that comes twice. */
const repeatedHint = (wall: string, zone: string): string | undefined => {
  const at = wall && toMoment(wall, zone)
  return at && isRepeatedTime(at, zone) ? t('startsAt.repeated', { time: formatClock(at, zone) }) : undefined
}

function WhenFields({ form: { register, control, formState }, event }: Props & Pick<Stored, 'event'>) {
  const { errors } = formState
  const now = useNow(event?.startsAt ?? null)
  const begun = event !== null && hasBegun(event, now)
  const [zone, startsAt] = useWatch({ control, name: ['timeZone', 'startsAt'] })
  return (
    <Group title={t('group.when')}>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('startsAt.label')}
          type="datetime-local"
          readOnly={begun}
          hint={begun ? t('startsAt.begun') : repeatedHint(startsAt, zone)}
          error={errors.startsAt?.message}
          {...register('startsAt', { deps: ['endsAt'] })}
        />
        <TextField
          label={t('endsAt.label')}
          type="datetime-local"
          min={startsAt || undefined}
          hint={t('endsAt.hint')}
          error={errors.endsAt?.message}
          {...register('endsAt')}
        />
      </div>
      <Select
        label={t('timeZone.label')}
        hint={t('timeZone.hint')}
        error={errors.timeZone?.message}
        {...register('timeZone', { deps: ['startsAt', 'endsAt'] })}
      >
        {!zones.includes(zone) && <option value={zone}>{zone}</option>}
        {zones.map((name) => (
          <option key={name} value={name}>
            {name.replaceAll('_', ' ')}
          </option>
        ))}
      </Select>
    </Group>
  )
}

function WhereFields({ form: { register, control, formState } }: Props) {
  const { errors } = formState
  const kind = useWatch({ control, name: 'location.kind' })
  return (
    <Group title={t('group.where')}>
      <Select label={t('kind.label')} error={errors.location?.kind?.message} {...register('location.kind')}>
        {Object.entries(kinds).map(([value, name]) => (
          <option key={value} value={value}>
            {t(name)}
          </option>
        ))}
      </Select>
      {kind !== 'online' && (
        <>
          <TextField
            label={t('place.label')}
            hint={t('place.hint')}
            error={errors.location?.name?.message}
            {...register('location.name')}
          />
          <TextField
            label={t('address.label')}
            error={errors.location?.address?.message}
            {...register('location.address')}
          />
        </>
      )}
      {kind !== 'in-person' && (
        <TextField
          label={t('url.label')}
          type="url"
          placeholder="https://"
          hint={t('url.hint')}
          error={errors.location?.url?.message}
          {...register('location.url')}
        />
      )}
    </Group>
  )
}

function SeatFields({ form: { register, control, formState }, event, CapacityCost }: Props & Stored) {
  const { errors } = formState
  const [currency, capacity] = useWatch({ control, name: ['price.currency', 'capacity'] })
  return (
    <Group title={t('group.seats')}>
      <div className="grid gap-3 sm:grid-cols-3">
        <NumberField
          label={t('capacity.label')}
          inputMode="numeric"
          read={(text) => parseNumber(text, 0)}
          show={(count) => t('capacity.understood', { count })}
          hint={t('capacity.hint')}
          error={errors.capacity?.message}
          {...register('capacity')}
        />
        <NumberField
          label={t('price.label')}
          inputMode="decimal"
          read={(text) => parseAmount(text, currency)}
          show={(amount) => price({ amount, currency })}
          hint={t('price.hint')}
          error={errors.price?.amount?.message}
          {...register('price.amount')}
        />
        <Select
          label={t('currency.label')}
          error={errors.price?.currency?.message}
          {...register('price.currency', { deps: ['price.amount'] })}
        >
          {!currencies.includes(currency) && <option>{currency}</option>}
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('opens.label')}
          type="datetime-local"
          hint={t('opens.hint')}
          error={errors.registrationOpensAt?.message}
          {...register('registrationOpensAt', { deps: ['registrationClosesAt'] })}
        />
        <TextField
          label={t('closes.label')}
          type="datetime-local"
          hint={t('closes.hint')}
          error={errors.registrationClosesAt?.message}
          {...register('registrationClosesAt', { deps: ['registrationOpensAt'] })}
        />
      </div>
      {event?.hasLab && (
        <Suspense fallback={null}>
          <CapacityCost event={event} capacity={parseNumber(capacity)} />
        </Suspense>
      )}
    </Group>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="space-y-2 border-line border-t pt-5 first:border-t-0 first:pt-0">
      <legend className="float-left mb-3 w-full font-semibold">{title}</legend>
      <div className="clear-both space-y-2">{children}</div>
    </fieldset>
  )
}
