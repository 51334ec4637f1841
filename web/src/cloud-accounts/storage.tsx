import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Bucket, CloudAccount } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { Browser } from './browser.tsx'
import { BucketRow } from './bucket-row.tsx'
import { CreateBucket } from './create-bucket.tsx'

const columns = [
  'bucket.name',
  'bucket.region',
  'bucket.versioning',
  'bucket.encryption',
  'bucket.access',
] as const satisfies PlainKey[]

/** The account's buckets, or the content of the bucket in the URL. */
export function Storage({ account, title }: { account: CloudAccount; title: string }) {
  const [search] = useSearchParams()
  const bucket = search.get('bucket')
  return (
    <section className="mt-8 border-line border-t pt-6" aria-label={title}>
      {bucket ? (
        <Browser accountId={account.id} title={title} bucket={bucket} prefix={search.get('prefix') ?? ''} />
      ) : (
        <Buckets account={account} title={title} />
      )}
    </section>
  )
}

function Buckets({ account, title }: { account: CloudAccount; title: string }) {
  const { id, platform } = account
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<Bucket[]>([])
  const list = usePages<Bucket>(
    id,
    (cursor, signal) => {
      const params = { path: { accountId: id }, query: { limit: 20, ...(cursor && { cursor }) } }
      return answer(api.GET('/v1/cloud-accounts/{accountId}/buckets', { params, signal }))
    },
    ({ name }) => name,
  )
  const isAzure = platform === 'azure'
  const names = new Set(made.map(({ name }) => name))
  const items = list.status === 'ready' ? [...made, ...list.items.filter(({ name }) => !names.has(name))] : []
  const create = (
    <Button look="quiet" onClick={() => setCreating(true)}>
      {t(isAzure ? 'storage.createAccount' : 'storage.create')}
    </Button>
  )
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{title}</h2>
        {!creating && items.length > 0 && create}
      </div>
      <div role="status">
        {made[0] && !creating && (
          <Notice tone="good" className="mb-3">
            {t('storage.created', { name: made[0].name })}
          </Notice>
        )}
      </div>
      {creating && (
        <CreateBucket
          account={account}
          onMade={(bucket) => {
            setMade([bucket, ...made])
            setCreating(false)
          }}
          onClose={() => setCreating(false)}
        />
      )}
      <PagedList
        list={list}
        isEmpty={items.length === 0}
        loading={t('storage.loading')}
        failed={t('storage.failed')}
        empty={
          !creating && (
            <Empty title={t(isAzure ? 'storage.noAccount' : 'storage.none')} action={create}>
              {t('storage.noneAbout')}
            </Empty>
          )
        }
      >
        <table aria-label={title} className="w-full max-md:block">
          <thead className="max-md:hidden">
            <tr className="border-line border-b text-left text-soft text-sm">
              {columns.map((column) => (
                <th key={column} scope="col" className="py-2 pr-4 font-normal">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line max-md:block">
            {items.map((bucket) => (
              <BucketRow key={bucket.name} bucket={bucket} />
            ))}
          </tbody>
        </table>
      </PagedList>
    </>
  )
}
