import { ChevronRight, File, Folder } from 'lucide-react'
import { Fragment } from 'react'
import { Link } from 'react-router'
import type { BucketObject } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Ago } from '../ui/ago.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { sizeText } from './words.ts'

const addressOf = (bucket: string, prefix: string) =>
  `?${new URLSearchParams({ bucket, ...(prefix && { prefix }) })}`

type Place = { accountId: string; bucket: string; prefix: string }

/** A read-only browser for a bucket, one folder and one page at a time. */
export function Browser({ title, ...place }: Place & { title: string }) {
  return (
    <>
      <h2 className="sr-only">{title}</h2>
      <Trail title={title} bucket={place.bucket} prefix={place.prefix} />
      <Objects key={`${place.bucket} ${place.prefix}`} {...place} />
    </>
  )
}

function Objects({ accountId, bucket, prefix }: Place) {
  const list = usePages<BucketObject>(
    `${accountId} ${bucket} ${prefix}`,
    (cursor, signal) => {
      const params = {
        path: { accountId, bucket },
        query: { limit: 50, prefix, ...(cursor && { cursor }) },
      }
      return answer(api.GET('/v1/cloud-accounts/{accountId}/buckets/{bucket}/objects', { params, signal }))
    },
    ({ name }) => name,
  )
  return (
    <PagedList
      list={list}
      isEmpty={list.items.length === 0}
      loading={t('browse.loading')}
      failed={t('browse.failed')}
      empty={<p className="py-4 text-soft">{t('browse.empty')}</p>}
    >
      <table aria-label={bucket} className="w-full">
        <thead className="max-sm:sr-only">
          <tr className="border-line border-b text-left text-soft text-sm">
            <th scope="col" className="py-2 pr-4 font-normal">
              {t('browse.name')}
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-normal">
              {t('browse.size')}
            </th>
            <th scope="col" className="py-2 font-normal max-sm:hidden">
              {t('browse.changed')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {list.items.map((object) => (
            <Row key={object.name} object={object} bucket={bucket} prefix={prefix} />
          ))}
        </tbody>
      </table>
    </PagedList>
  )
}

function Row({ object, bucket, prefix }: { object: BucketObject; bucket: string; prefix: string }) {
  const { name, kind, size, updatedAt } = object
  const isFolder = kind === 'folder'
  const shown = name.slice(prefix.length)
  const Icon = isFolder ? Folder : File
  return (
    <tr>
      <th scope="row" className="w-full py-2 pr-4 text-left font-normal">
        <span className="flex items-center gap-2">
          <Icon size={16} aria-hidden className="shrink-0 text-soft" />
          {isFolder ? (
            <Link
              to={addressOf(bucket, name)}
              preventScrollReset
              className="wrap-anywhere inline-flex items-center font-medium underline decoration-line underline-offset-4 hover:decoration-current max-md:min-h-11"
            >
              <span className="sr-only">{t('browse.folder')} </span>
              {shown}
            </Link>
          ) : (
            <span className="wrap-anywhere">{shown}</span>
          )}
        </span>
        {updatedAt && <Ago at={updatedAt} className="ml-6 block text-soft text-sm sm:hidden" />}
      </th>
      <td className="whitespace-nowrap py-2 pr-4 text-right text-soft text-sm tabular-nums">
        {size !== undefined && sizeText(size)}
      </td>
      <td className="whitespace-nowrap py-2 text-soft text-sm max-sm:hidden">
        {updatedAt && <Ago at={updatedAt} />}
      </td>
    </tr>
  )
}

/** The breadcrumbs from the buckets to this folder. */
function Trail({ title, bucket, prefix }: { title: string; bucket: string; prefix: string }) {
  const folders = prefix.split('/').filter(Boolean)
  const places = [
    { to: '?', name: title },
    { to: addressOf(bucket, ''), name: bucket },
    ...folders.map((name, index) => ({
      to: addressOf(bucket, `${folders.slice(0, index + 1).join('/')}/`),
      name,
    })),
  ]
  return (
    <nav aria-label={t('browse.place')} className="mb-2">
      <ol className="flex flex-wrap items-center gap-x-1">
        {places.map(({ to, name }, index) => (
          <Fragment key={to}>
            {index > 0 && (
              <li aria-hidden>
                <ChevronRight size={16} className="text-soft" />
              </li>
            )}
            <li>
              {index < places.length - 1 ? (
                <Link
                  to={to}
                  preventScrollReset
                  className="wrap-anywhere inline-flex min-h-11 items-center text-accent underline"
                >
                  {name}
                </Link>
              ) : (
                <span
                  aria-current="page"
                  className="wrap-anywhere inline-flex min-h-11 items-center font-semibold"
                >
                  {name}
                </span>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}
