import type { ReactNode } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import type { EventInput } from '../../../contract/events.ts'
import { type PlainKey, t } from '../locales/editor.ts'
import { Select, TextArea, TextField } from '../ui/field.tsx'
import type { EventForm } from './event-form.ts'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const currencies = Intl.supportedValuesOf('currency')

const kinds = {
  'in-person': 'kind.inPerson',
  online: 'kind.online',
  hybrid: 'kind.hybrid',
} satisfies Record<string, PlainKey>

type Props = { form: UseFormReturn<EventForm, unknown, EventInput> }

export function EventFields({ form }: Props) {
  return (
    <>
      <WhatFields form={form} />
      <WhenFields form={form} />
      <WhereFields form={form} />
      <SeatFields form={form} />
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

function WhenFields({ form: { register, control, formState } }: Props) {
  const { errors } = formState
  const [zone, startsAt] = useWatch({ control, name: ['timeZone', 'startsAt'] })
  return (
    <Group title={t('group.when')}>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('startsAt.label')}
          type="datetime-local"
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

function SeatFields({ form: { register, formState } }: Props) {
  const { errors } = formState
  return (
    <Group title={t('group.seats')}>
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField
          label={t('capacity.label')}
          inputMode="numeric"
          hint={t('capacity.hint')}
          error={errors.capacity?.message}
          {...register('capacity')}
        />
        <TextField
          label={t('price.label')}
          inputMode="decimal"
          hint={t('price.hint')}
          error={errors.price?.amount?.message}
          {...register('price.amount')}
        />
        <Select
          label={t('currency.label')}
          error={errors.price?.currency?.message}
          {...register('price.currency')}
        >
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </div>
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
