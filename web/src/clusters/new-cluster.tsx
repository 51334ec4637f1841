import { useState } from 'react'
import { flushSync } from 'react-dom'
import { type FieldErrors, useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import type { ClusterInput } from '../../../contract/clusters.ts'
import { regionNear } from '../../../domain/cluster-defaults.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { answer, api } from '../lib/api.ts'
import { toFailure } from '../lib/failure.ts'
import { useIdempotencyKey } from '../lib/use-idempotency-key.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { toMoment } from '../lib/wall-time.ts'
import { t } from '../locales/clusters.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Select, TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ownZone } from '../ui/time.ts'
import { BucketField } from './bucket-field.tsx'
import {
  type ClusterForm,
  clusterResolver,
  emptyForm,
  furtherFields,
  listError,
  nodesFor,
  nodesFrom,
} from './cluster-form.ts'
import { Estimate } from './estimate.tsx'
import { FurtherFields } from './further-fields.tsx'
import { ServicesField } from './services-field.tsx'
import { Summary } from './summary.tsx'

const isFurther = (path: string) =>
  path === '' ? false : furtherFields.some((name) => path.split('.')[0] === name)

export function NewCluster({ accounts, first }: { accounts: CloudAccount[]; first: CloudAccount }) {
  const navigate = useNavigate()
  const form = useForm<ClusterForm, unknown, ClusterInput>({
    resolver: clusterResolver,
    mode: 'onTouched',
    defaultValues: emptyForm(first),
  })
  const { register, control, setValue } = form
  const { errors } = form.formState
  const [accountId, nodes, expiresAt] = useWatch({ control, name: ['accountId', 'nodes', 'expiresAt'] })
  const account = accounts.find(({ id }) => id === accountId) ?? first
  const [more, setMore] = useState(false)
  const keyFor = useIdempotencyKey()

  const choose = (next: CloudAccount) => {
    setValue('region', regionNear(ownZone(), next))
    setValue('stateBucket', '')
    if (next.platform !== account.platform) setValue('nodes', nodesFor(next.platform))
  }
  const send = async (body: ClusterInput) => {
    const headers = { 'Idempotency-Key': keyFor(body) }
    try {
      const made = await answer(api.POST('/v1/clusters', { body, headers }))
      navigate(`/clusters/${made.id}`)
    } catch (error) {
      const { fields, code } = toFailure(error)
      if (code === 'over-budget' || fields.some(({ path }) => isFurther(path))) flushSync(() => setMore(true))
      throw error
    }
  }
  /** A hidden field can't receive the focus. */
  const open = (errors: FieldErrors<ClusterForm>) => {
    if (Object.keys(errors).some(isFurther)) flushSync(() => setMore(true))
  }
  const needsBucket = account.platform !== 'sandbox'
  const sendComplete = async (body: ClusterInput) => {
    if (needsBucket && !body.stateBucket)
      form.setError('stateBucket', { message: t('bucket.required') }, { shouldFocus: true })
    else await send(body)
  }
  const { submit, failure, isPending } = useSubmit(form, sendComplete, open)
  const ends = expiresAt ? toMoment(expiresAt, ownZone()) : null

  return (
    <form noValidate onSubmit={submit} className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="space-y-4">
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          <Select
            label={t('form.account')}
            error={errors.accountId?.message}
            {...register('accountId', {
              onChange: ({ target }) => {
                const next = accounts.find(({ id }) => id === target.value)
                if (next) choose(next)
              },
            })}
          >
            {accounts.map(({ id, name, platform }) => (
              <option key={id} value={id}>
                {`${name} (${platformName(platform)})`}
              </option>
            ))}
          </Select>
          <Select label={t('form.region')} error={errors.region?.message} {...register('region')}>
            {account.regions.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </div>
        {needsBucket && (
          <BucketField
            accountId={account.id}
            field={register('stateBucket')}
            error={errors.stateBucket?.message}
          />
        )}
        <TextField
          label={t('form.name')}
          hint={t('form.nameHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="max-w-md"
          error={errors.name?.message}
          {...register('name')}
        />
        <ServicesField field={register('services')} error={listError(errors.services)} />
        <details
          open={more}
          onToggle={({ currentTarget }) => setMore(currentTarget.open)}
          className="group rounded-xl border border-line px-4"
        >
          <Summary>
            <span className="font-medium">{t('form.more')}</span>
            <span className="text-soft text-sm">{t('form.moreAbout')}</span>
          </Summary>
          <div className="pt-2 pb-4">
            <FurtherFields form={form} platform={account.platform} />
          </div>
        </details>
      </div>
      <div className="space-y-4 lg:sticky lg:top-20">
        <Estimate platform={account.platform} nodes={nodesFrom(nodes)} expiresAt={ends} />
        <FailureNotice failure={failure} what={t('form.failed')} unsure={t('form.unsure')} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={isPending && t('form.sending')}>
            {t('form.send')}
          </Button>
          <ButtonLink look="plain" to="/clusters">
            {t('form.cancel')}
          </ButtonLink>
        </div>
        <p className="text-soft text-sm">{t('form.then')}</p>
      </div>
    </form>
  )
}
