import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form'
import * as z from 'zod'
import {
  type AccountOffer,
  type AccountOfferInput,
  accountOfferInput,
} from '../../../contract/account-offers.ts'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { regionNear } from '../../../domain/cluster-defaults.ts'
import { regionsFor } from '../../../domain/regions.ts'
import { answer, api } from '../lib/api.ts'
import { parseNumber } from '../lib/parse-number.ts'
import { useAction } from '../lib/use-action.ts'
import { useHeldFocus } from '../lib/use-held-focus.ts'
import { type Load, useLoad } from '../lib/use-load.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Select, TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { Part } from '../ui/part.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { ownZone } from '../ui/time.ts'

const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const
const toCents = (dollars: string) => ({
  amount: Math.round(parseNumber(dollars) * 100),
  currency: 'USD',
})

/** The organisers to whom the operator offers an account, with what each has used. */
export function Offers({ account }: { account: CloudAccount }) {
  const path = { accountId: account.id }
  const offers = useLoad(`offers ${account.id}`, (signal) =>
    answer(api.GET('/v1/cloud-accounts/{accountId}/offers', { params: { path }, signal })),
  )
  const [adds, setAdds] = useState(false)
  const held = useHeldFocus()
  return (
    <Part title={t('offers.title')}>
      <div {...held}>
        <p className="max-w-prose text-soft">{t('offers.about')}</p>
        <OfferList offers={offers} onChange={offers.reload} />
        {adds ? (
          <NewOffer
            account={account}
            onClose={() => setAdds(false)}
            onMade={() => {
              setAdds(false)
              offers.reload()
            }}
          />
        ) : (
          <Button look="quiet" className="mt-4" onClick={() => setAdds(true)}>
            {t('offers.add')}
          </Button>
        )}
      </div>
    </Part>
  )
}

function OfferList({ offers, onChange }: { offers: Load<{ items: AccountOffer[] }>; onChange: () => void }) {
  if (offers.status === 'loading') return <Skeleton className="mt-4 h-16 w-full" />
  if (offers.status === 'failed')
    return (
      <FailureNotice failure={offers.failure} what={t('offers.failed')} onRetry={onChange} className="mt-4" />
    )
  const { items } = offers.data
  if (items.length === 0) return <p className="mt-4">{t('offers.none')}</p>
  return (
    <ul className="mt-4 divide-y divide-line border-line border-y" aria-label={t('offers.title')}>
      {items.map((offer) => (
        <OfferRow key={offer.id} offer={offer} onChange={onChange} />
      ))}
    </ul>
  )
}

function OfferRow({ offer, onChange }: { offer: AccountOffer; onChange: () => void }) {
  const { id, person, label, region, budget, used } = offer
  const [asks, setAsks] = useState(false)
  const [budgetText, setBudgetText] = useState(String(budget.amount / 100))
  const params = { path: { offerId: id } }
  const save = useAction(async () => {
    await answer(api.PATCH('/v1/account-offers/{offerId}', { params, body: { budget: toCents(budgetText) } }))
    onChange()
  })
  const withdraw = async () => {
    await answer(api.DELETE('/v1/account-offers/{offerId}', { params }))
    onChange()
  }
  return (
    <li className="py-3">
      <p className="wrap-anywhere">
        <bdi className="font-medium">{person.name}</bdi>{' '}
        <span className="text-soft text-sm">
          {`@${person.username} · ${region} · `}
          <bdi>{label}</bdi>
        </span>
      </p>
      <p className="text-sm tabular-nums">{t('offers.used', { used: price(used), budget: price(budget) })}</p>
      <div className="mt-2 flex flex-wrap items-end gap-2">
        <TextField
          label={t('offers.budget')}
          className="w-40"
          inputMode="decimal"
          {...plain}
          value={budgetText}
          onChange={({ target }) => setBudgetText(target.value)}
        />
        <div className="mb-6 flex flex-wrap gap-2">
          <Button look="quiet" busy={save.busy && t('offers.saving')} onClick={() => void save.run()}>
            {t('offers.save')}
          </Button>
          <Button look="quiet" onClick={() => setAsks(true)}>
            {t('offers.withdraw')}
          </Button>
        </div>
      </div>
      <FailureNotice failure={save.failure} what={t('offers.notSaved')} className="mt-2" />
      {asks && (
        <Confirm
          title={t('offers.withdrawAsk', { person: person.name })}
          action={t('offers.withdraw')}
          doing={t('offers.withdrawing')}
          keep={t('edit.cancel')}
          failed={t('offers.notWithdrawn')}
          onConfirm={withdraw}
          onClose={() => setAsks(false)}
        >
          {t('offers.withdrawAbout')}
        </Confirm>
      )}
    </li>
  )
}

type OfferForm = {
  username: string
  label: string
  region: string
  stateBucket: string
  zone: string
  budget: string
}

const toInput = ({ username, label, region, stateBucket, zone, budget }: OfferForm) => ({
  username: username.trim().replace(/^@/, '').toLowerCase(),
  label,
  region,
  ...(stateBucket.trim() && { stateBucket }),
  ...(zone.trim() && { zone: zone.trim() }),
  budget: toCents(budget),
})

const resolver = zodResolver(z.custom<OfferForm>().transform(toInput).pipe(accountOfferInput)) as Resolver<
  OfferForm,
  unknown,
  AccountOfferInput
>

function OfferFields({
  account,
  regions,
  form: {
    register,
    formState: { errors },
  },
}: {
  account: CloudAccount
  regions: readonly string[]
  form: UseFormReturn<OfferForm, unknown, AccountOfferInput>
}) {
  const budgetError = errors.budget as { message?: string; amount?: { message?: string } } | undefined
  return (
    <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
      <TextField
        label={t('offers.person')}
        hint={t('offers.personHint')}
        {...plain}
        error={errors.username?.message}
        {...register('username')}
      />
      <TextField
        label={t('offers.label')}
        hint={t('offers.labelHint')}
        autoComplete="off"
        error={errors.label?.message}
        {...register('label')}
      />
      <TextField
        label={t('offers.budget')}
        inputMode="decimal"
        {...plain}
        error={budgetError?.message ?? budgetError?.amount?.message}
        {...register('budget')}
      />
      <Select label={t('offers.region')} error={errors.region?.message} {...register('region')}>
        {regions.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      {account.platform !== 'sandbox' && (
        <>
          <TextField
            label={t('offers.bucket')}
            {...plain}
            error={errors.stateBucket?.message}
            {...register('stateBucket')}
          />
          <TextField label={t('offers.zone')} {...plain} error={errors.zone?.message} {...register('zone')} />
        </>
      )}
    </div>
  )
}

function NewOffer({
  account,
  onClose,
  onMade,
}: {
  account: CloudAccount
  onClose: () => void
  onMade: () => void
}) {
  const regions = [...regionsFor(account)]
  const form = useForm<OfferForm, unknown, AccountOfferInput>({
    resolver,
    mode: 'onTouched',
    defaultValues: {
      username: '',
      label: '',
      region: regionNear(ownZone(), { platform: account.platform, regions }),
      stateBucket: '',
      zone: '',
      budget: '',
    },
  })
  const { submit, failure, isPending } = useSubmit(form, async (body) => {
    const params = { path: { accountId: account.id } }
    await answer(api.POST('/v1/cloud-accounts/{accountId}/offers', { params, body }))
    onMade()
  })
  return (
    <form
      noValidate
      aria-label={t('offers.add')}
      onSubmit={submit}
      className="mt-4 rounded-lg border border-line p-4"
    >
      <OfferFields account={account} regions={regions} form={form} />
      <FailureNotice failure={failure} what={t('offers.notMade')} className="mt-2" />
      <div className="mt-2 flex gap-2">
        <Button type="submit" busy={isPending && t('offers.saving')}>
          {t('offers.send')}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={onClose}>
          {t('edit.cancel')}
        </Button>
      </div>
    </form>
  )
}
