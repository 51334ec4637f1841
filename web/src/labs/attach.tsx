import { type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import type { ReceivedOffer } from '../../../contract/account-offers.ts'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Event } from '../../../contract/events.ts'
import { type Lab, type LabInput, labInput, labTemplate } from '../../../contract/labs.ts'
import { eventLabTimes, labCost, labNodes } from '../../../domain/labs.ts'
import { regionsFor } from '../../../domain/regions.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { BucketField } from '../clusters/bucket-field.tsx'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t as clusters } from '../locales/clusters.ts'
import { t } from '../locales/labs.ts'
import { Button } from '../ui/button.tsx'
import { Select, TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { Part } from '../ui/part.tsx'
import {
  type LabForm,
  type LabPlaceChoice,
  labFormOf,
  labInputFrom,
  labResolver,
  regionFor,
} from './lab-form.ts'
import { templateNames } from './words.ts'

type Fields = UseFormReturn<LabForm, unknown, LabInput>
const plain = { autoComplete: 'off', spellCheck: false } as const

const usd = (amount: number) => ({ amount, currency: 'USD' as const })
const leftOf = ({ budget, used }: ReceivedOffer) => price(usd(Math.max(0, budget.amount - used.amount)))

const nameOf = (choice: LabPlaceChoice): string =>
  choice.kind === 'offer'
    ? t('offer.option', { label: choice.offer.label, left: leftOf(choice.offer) })
    : `${choice.account.name} (${platformName(choice.platform)})`

/** Where the lab is built. The operator who offers an account has chosen its region, bucket and zone. */
function PlaceFields({
  form,
  choices,
  choice,
}: {
  form: Fields
  choices: readonly LabPlaceChoice[]
  choice: LabPlaceChoice
}) {
  const { register, setValue } = form
  const { errors } = form.formState
  const choose = (value: string) => {
    const next = choices.find((choice) => choice.value === value)
    if (!next) return
    setValue('region', next.kind === 'account' ? regionFor(next.account) : '')
    setValue('stateBucket', '')
  }
  return (
    <>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <Select
          label={t('form.account')}
          error={errors.accountId?.message}
          {...register('accountId', { onChange: ({ target }) => choose(target.value) })}
        >
          {choices.map((option) => (
            <option key={option.value} value={option.value}>
              {nameOf(option)}
            </option>
          ))}
        </Select>
        {choice.kind === 'account' && (
          <Select label={t('form.region')} error={errors.region?.message} {...register('region')}>
            {[...regionsFor(choice.account)].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
      </div>
      {choice.kind === 'offer' ? (
        <p className="text-soft text-sm">
          {t('offer.about', { left: leftOf(choice.offer), budget: price(choice.offer.budget) })}
        </p>
      ) : (
        choice.platform !== 'sandbox' && <CloudFields form={form} accountId={choice.account.id} />
      )}
    </>
  )
}

/** What only the account of a cloud needs. */
function CloudFields({
  form: { register, control, formState },
  accountId,
}: {
  form: Fields
  accountId: string
}) {
  const { errors } = formState
  const stateBucket = useWatch({ control, name: 'stateBucket' })
  return (
    <>
      <BucketField
        accountId={accountId}
        field={register('stateBucket')}
        value={stateBucket}
        error={errors.stateBucket?.message}
      />
      <TextField
        label={t('form.zone')}
        hint={t('form.zoneHint')}
        autoCapitalize="none"
        {...plain}
        error={errors.zone?.message}
        {...register('zone', { shouldUnregister: true })}
      />
    </>
  )
}

/** The size of each person's place, and the minutes before and after the event. */
function SizeFields({ form: { register, formState }, hasEnd }: { form: Fields; hasEnd: boolean }) {
  const { errors } = formState
  return (
    <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
      <TextField
        label={t('form.memory')}
        hint={t('form.sizeHint')}
        inputMode="numeric"
        {...plain}
        error={errors.memoryGb?.message}
        {...register('memoryGb')}
      />
      <TextField
        label={t('form.cores')}
        inputMode="decimal"
        {...plain}
        error={errors.cores?.message}
        {...register('cores')}
      />
      <TextField
        label={t('form.ready')}
        inputMode="numeric"
        {...plain}
        error={errors.readyMinutes?.message}
        {...register('readyMinutes')}
      />
      <TextField
        label={t('form.end')}
        hint={hasEnd ? undefined : t('form.endHint')}
        inputMode="numeric"
        {...plain}
        error={errors.endMinutes?.message}
        {...register('endMinutes')}
      />
    </div>
  )
}

/** The form that attaches a lab, or changes one that is not built yet. */
export function Attach({
  event,
  lab,
  choices,
  first,
  onAttached,
}: {
  event: Event
  lab: Lab | undefined
  choices: readonly LabPlaceChoice[]
  first: LabPlaceChoice
  onAttached: () => void
}) {
  const form = useForm<LabForm, unknown, LabInput>({
    resolver: labResolver,
    mode: 'onTouched',
    defaultValues: labFormOf(first, lab),
  })
  const { register, control, setError, formState } = form
  const { errors } = formState
  const values = useWatch({ control }) as LabForm
  const choice = choices.find(({ value }) => value === values.accountId) ?? first
  const isScheduled = lab?.state === 'scheduled'
  const { submit, failure, isPending } = useSubmit(form, async (body) => {
    if (choice.kind === 'account' && choice.platform !== 'sandbox' && !body.stateBucket)
      return setError('stateBucket', { message: clusters('bucket.required') }, { shouldFocus: true })
    const params = { path: { eventId: event.id } }
    await answer(api.PUT('/v1/events/{eventId}/lab', { params, body }))
    onAttached()
  })
  const title = t(isScheduled ? 'form.change' : lab ? 'form.again' : 'form.title')
  return (
    <Part title={title}>
      <p className="max-w-prose text-soft">{t('form.about')}</p>
      <form noValidate aria-label={title} onSubmit={submit} className="mt-4 grid max-w-3xl gap-y-2">
        <PlaceFields form={form} choices={choices} choice={choice} />
        <Select label={t('form.template')} error={errors.template?.message} {...register('template')}>
          {labTemplate.options.map((template) => (
            <option key={template} value={template}>
              {t(templateNames[template])}
            </option>
          ))}
        </Select>
        <SizeFields form={form} hasEnd={event.endsAt !== null} />
        <TextField
          label={t('form.materials')}
          hint={t('form.materialsHint')}
          type="url"
          {...plain}
          error={errors.materials?.message}
          {...register('materials')}
        />
        <TextField
          label={t('form.budget')}
          hint={t('form.budgetHint')}
          inputMode="decimal"
          {...plain}
          error={
            errors.budget?.message ?? (errors.budget as { amount?: { message?: string } })?.amount?.message
          }
          {...register('budget')}
        />
        <Cost event={event} platform={choice.platform} form={values} />
        <FailureNotice failure={failure} what={t('form.failed')} unsure={t('form.unsure')} />
        <div>
          <Button type="submit" busy={isPending && t('form.sending')}>
            {t(isScheduled ? 'form.save' : 'form.send')}
          </Button>
        </div>
      </form>
    </Part>
  )
}

/** The estimate for the current form. Nothing, while a number is not valid. */
function Cost({ event, platform, form }: { event: Event; platform: Platform; form: LabForm }) {
  const parsed = labInput.safeParse({ ...labInputFrom(form), materials: null })
  if (!parsed.success) return null
  const settings = { ...parsed.data, platform, extraMinutes: 0 }
  const { total, perPerson, source } = labCost(settings, eventLabTimes(event, settings), event.capacity)
  const { nodes } = labNodes(platform, settings, event.capacity)
  return (
    <section aria-label={t('cost.title')} className="rounded-xl border border-line bg-surface p-4">
      <h3 className="font-semibold">{t('cost.title')}</h3>
      <p role="status" className="mt-1 tabular-nums">
        {total && perPerson ? (
          <>
            <span className="font-medium">{t('cost.person', { price: price(perPerson) })}</span>
            <span className="block text-soft text-sm">{t('cost.total', { price: price(total) })}</span>
          </>
        ) : (
          t('cost.unknown')
        )}
      </p>
      <p className="mt-2 text-soft text-sm">
        {t('cost.nodes', { count: nodes.min, type: nodes.type, seats: event.capacity })}
      </p>
      <p className="mt-2 text-soft text-sm">{source}</p>
    </section>
  )
}
