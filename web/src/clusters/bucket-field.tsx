import type { UseFormRegisterReturn } from 'react-hook-form'
import { Link } from 'react-router'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Select } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'

/** The choice of the bucket for Terraform's state. */
export function BucketField({
  accountId,
  field,
  error,
}: {
  accountId: string
  field: UseFormRegisterReturn
  error?: string | undefined
}) {
  const buckets = useLoad(accountId, async (signal) => {
    const params = { path: { accountId }, query: { limit: 100 } }
    const { items } = await answer(api.GET('/v1/cloud-accounts/{accountId}/buckets', { params, signal }))
    return { accountId, items }
  })
  // Ignore the previous account's list.
  const items = buckets.status === 'ready' && buckets.data.accountId === accountId ? buckets.data.items : null
  const failure = buckets.status === 'loading' ? null : buckets.failure
  return (
    <div>
      <Select
        label={t('bucket.label')}
        error={error}
        status={
          items?.length === 0 && (
            <Link to={`/cloud-accounts/${accountId}`} className="text-accent underline">
              {t('bucket.none')}
            </Link>
          )
        }
        hint={t('bucket.hint')}
        disabled={!items}
        {...field}
      >
        <option value="">{items || failure ? t('bucket.choose') : common('loading')}</option>
        {items?.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      <FailureNotice failure={failure} what={t('bucket.failed')} onRetry={buckets.reload} className="mt-2" />
    </div>
  )
}
