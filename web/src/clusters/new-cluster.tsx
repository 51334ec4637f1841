import type { ComponentProps } from 'react'
import { useWatch } from 'react-hook-form'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { t } from '../locales/clusters.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { BucketField } from './bucket-field.tsx'
import { listError, nodePriceFrom, nodesFrom, withRegions } from './cluster-form.ts'
import { endFrom } from './end.ts'
import { EndField } from './end-field.tsx'
import { Estimate, estimateForm } from './estimate.tsx'
import { FurtherFields } from './further-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import { ServicesField } from './services-field.tsx'
import { Summary } from './summary.tsx'
import { useNewCluster } from './use-new-cluster.ts'

/** Opens itself when one of its fields has a problem. */
function FurtherPart({
  open,
  onToggle,
  ...fields
}: { open: boolean; onToggle: (open: boolean) => void } & ComponentProps<typeof FurtherFields>) {
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
      className="group rounded-xl border border-line px-4"
    >
      <Summary>
        <span className="font-medium">{t('form.more')}</span>
        <span className="text-soft text-sm">{t('form.moreAbout')}</span>
      </Summary>
      <div className="pt-2 pb-4">
        <FurtherFields {...fields} />
      </div>
    </details>
  )
}

export function NewCluster({ accounts, first }: { accounts: CloudAccount[]; first: CloudAccount }) {
  const { form, account, lists, chooseAccount, needsBucket, more, setMore, submit, failure, isPending } =
    useNewCluster(accounts, first)
  const { register, control, setValue, formState } = form
  const { errors } = formState
  const [nodes, nodePrice, ending, expiresAt, stateBucket, zone] = useWatch({
    control,
    name: ['nodes', 'nodePrice', 'ending', 'expiresAt', 'stateBucket', 'domain.zone'],
  })
  const end = { ending, expiresAt }
  const estimate = estimateForm(account.platform, nodesFrom(nodes), nodePriceFrom(nodePrice), {
    hasDomain: zone.trim() !== '',
    offerings: lists.offerings,
  })
  const endAt = (wall: string) => {
    setValue('ending', 'at', { shouldDirty: true })
    setValue('expiresAt', wall, { shouldDirty: true, shouldValidate: true })
  }

  return (
    <form noValidate onSubmit={submit} className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="space-y-4">
        <PlaceFields
          accounts={accounts}
          regions={withRegions(account).regions}
          account={{
            field: register('accountId', { onChange: ({ target }) => chooseAccount(target.value) }),
            error: errors.accountId?.message,
          }}
          region={{ field: register('region'), error: errors.region?.message }}
        />
        {needsBucket && (
          <BucketField
            accountId={account.id}
            field={register('stateBucket')}
            value={stateBucket}
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
        <EndField
          ending={register('ending')}
          time={register('expiresAt', { onChange: ({ target }) => endAt(target.value) })}
          values={end}
          errors={{ ending: errors.ending?.message, time: errors.expiresAt?.message }}
          hourly={estimate.hourly}
          onChooseTime={endAt}
        />
        <FurtherPart open={more} onToggle={setMore} form={form} platform={account.platform} lists={lists} />
      </div>
      <div className="space-y-4 lg:sticky lg:top-20">
        <Estimate estimate={estimate} expiresAt={endFrom(end)} />
        <FailureNotice failure={failure} what={t('form.failed')} unsure={t('form.unsure')} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={isPending && t('form.sending')}>
            {t('form.send')}
          </Button>
          <ButtonLink look="plain" to="/clusters">
            {t('form.cancel')}
          </ButtonLink>
        </div>
      </div>
    </form>
  )
}
