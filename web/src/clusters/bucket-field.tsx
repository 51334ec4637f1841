import { useState } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Link } from 'react-router'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Select } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { ShowMore } from '../ui/show-more.tsx'

/** The buckets of an account whose names start with `prefix`, page by page. */
const useBuckets = (accountId: string, prefix: string) =>
  usePages(
    `${accountId} ${prefix}`,
    async (cursor, signal) => {
      const query = { limit: 100, ...(prefix && { prefix }), ...(cursor && { cursor }) }
      const params = { path: { accountId }, query }
      const page = await answer(api.GET('/v1/cloud-accounts/{accountId}/buckets', { params, signal }))
      return { ...page, items: page.items.map(({ name }) => ({ accountId, name })) }
    },
    ({ name }) => `${accountId} ${name}`,
  )

/** The choice of the bucket for Terraform's state. With more buckets than a page has, a search finds the bucket by the start of its name. */
export function BucketField({
  accountId,
  field,
  value,
  error,
}: {
  accountId: string
  field: UseFormRegisterReturn
  value: string
  error?: string | undefined
}) {
  const [search, setSearch] = useState({ accountId, prefix: '' })
  const prefix = search.accountId === accountId ? search.prefix : ''
  const buckets = useBuckets(accountId, prefix)
  const isRead = buckets.status === 'ready'
  // The previous account's list stays until the new one arrives.
  const isCurrent = isRead && buckets.items.every((item) => item.accountId === accountId)
  const names = isCurrent ? buckets.items.map(({ name }) => name) : []
  // The chosen bucket stays, also while a search shows other ones.
  const options = value && !names.includes(value) ? [value, ...names] : names
  const isEmpty = isCurrent && !buckets.refreshing && names.length === 0
  const hasMany = Boolean(buckets.more) || prefix !== ''
  return (
    <div>
      {hasMany && (
        <div className="mb-2">
          <SearchBox
            label={t('bucket.search')}
            query={prefix}
            maxLength={63}
            onSearch={(text) => setSearch({ accountId, prefix: text })}
          />
        </div>
      )}
      <Select
        label={t('bucket.label')}
        error={error}
        status={
          isEmpty &&
          (prefix ? (
            <p className="text-soft">{t('bucket.noMatch')}</p>
          ) : (
            <Link to={`/cloud-accounts/${accountId}`} className="text-accent underline">
              {t('bucket.none')}
            </Link>
          ))
        }
        hint={t('bucket.hint')}
        disabled={!isCurrent}
        {...field}
      >
        <option value="">{isCurrent || buckets.failure ? t('bucket.choose') : common('loading')}</option>
        {options.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      <ShowMore
        more={buckets.more}
        busy={buckets.loadingMore}
        failure={buckets.moreFailure}
        what={t('bucket.failed')}
        name={t('bucket.more')}
      />
      <FailureNotice
        failure={buckets.failure}
        what={t('bucket.failed')}
        onRetry={buckets.reload}
        className="mt-2"
      />
    </div>
  )
}
