import { useWatch } from 'react-hook-form'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { toMoment } from '../lib/wall-time.ts'
import { t } from '../locales/clusters.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ownZone } from '../ui/time.ts'
import { BucketField } from './bucket-field.tsx'
import { listError, nodesFrom } from './cluster-form.ts'
import { Estimate } from './estimate.tsx'
import { FurtherFields } from './further-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import { ServicesField } from './services-field.tsx'
import { Summary } from './summary.tsx'
import { useNewCluster } from './use-new-cluster.ts'

export function NewCluster({ accounts, first }: { accounts: CloudAccount[]; first: CloudAccount }) {
  const { form, account, chooseAccount, needsBucket, more, setMore, submit, failure, isPending } =
    useNewCluster(accounts, first)
  const { register, control, formState } = form
  const { errors } = formState
  const [nodes, expiresAt] = useWatch({ control, name: ['nodes', 'expiresAt'] })
  const ends = expiresAt ? toMoment(expiresAt, ownZone()) : null

  return (
    <form noValidate onSubmit={submit} className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="space-y-4">
        <PlaceFields
          accounts={accounts}
          regions={account.regions}
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
