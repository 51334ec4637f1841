import { useState } from 'react'
import { Link } from 'react-router'
import type { LabCostItem } from '../../../contract/lab-costs.ts'
import { answer, api } from '../lib/api.ts'
import { download } from '../lib/download.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/labs.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting, Skeleton } from '../ui/skeleton.tsx'
import { formatClock, formatDay, ownZone } from '../ui/time.ts'

const whenOf = (at: string) => `${formatDay(at, ownZone())}, ${formatClock(at, ownZone())}`
const isMonth = (text: string) => /^20\d\d-(?:0[1-9]|1[0-2])$/.test(text)

/** What the labs in the operator's accounts cost in a month. */
export default function CostsPage() {
  const [month, setMonth] = useState(() => new Date().toISOString().slice(0, 7))
  const isValid = isMonth(month)
  const costs = useLoad(isValid ? `lab costs ${month}` : null, (signal) =>
    answer(api.GET('/v1/lab-costs', { params: { query: { month } }, signal })),
  )
  const save = useAction(async () => {
    const request = {
      params: { query: { month } },
      headers: { Accept: 'text/csv' },
      parseAs: 'text',
    } as const
    const text = await answer(api.GET('/v1/lab-costs', request))
    download(`labseat-costs-${month}.csv`, String(text), 'text/csv')
  })
  return (
    <div className="page py-8 md:py-12">
      <PageTitle title={t('costs.title')} />
      <p className="mt-2 max-w-prose text-soft">{t('costs.about')}</p>
      <div className="mt-4 flex flex-wrap items-end gap-3">
        <TextField
          label={t('costs.month')}
          type="month"
          className="w-48"
          value={month}
          error={isValid ? undefined : t('costs.monthWrong')}
          onChange={({ target }) => setMonth(target.value)}
        />
        <Button
          look="quiet"
          className="mb-6"
          disabled={!isValid}
          busy={save.busy && t('costs.saving')}
          onClick={() => void save.run()}
        >
          {t('costs.csv')}
        </Button>
      </div>
      <FailureNotice failure={save.failure} what={t('costs.csvFailed')} />
      {costs.status === 'loading' && (
        <div aria-busy>
          <PageWaiting>{t('costs.loading')}</PageWaiting>
          <Skeleton className="h-48 w-full" />
        </div>
      )}
      {costs.status === 'failed' && (
        <FailureNotice failure={costs.failure} what={t('costs.failed')} onRetry={costs.reload} />
      )}
      {costs.status === 'ready' && <Costs items={costs.data.items} />}
    </div>
  )
}

const usd = (amount: number) => ({ amount, currency: 'USD' as const })
const sumOf = (items: readonly LabCostItem[], which: 'estimate' | 'actual') =>
  usd(items.reduce((sum, item) => sum + (item[which]?.amount ?? 0), 0))

function Costs({ items }: { items: readonly LabCostItem[] }) {
  if (items.length === 0) return <Empty title={t('costs.none')}>{t('costs.noneAbout')}</Empty>
  return (
    <>
      <p role="status" className="font-medium tabular-nums">
        {t('costs.sum', { actual: price(sumOf(items, 'actual')), estimate: price(sumOf(items, 'estimate')) })}
      </p>
      <ul className="mt-3 divide-y divide-line border-line border-y" aria-label={t('costs.title')}>
        {items.map((item) => (
          <CostRow key={item.clusterId} item={item} />
        ))}
      </ul>
    </>
  )
}

function CostRow({ item }: { item: LabCostItem }) {
  const { clusterId, eventId, title, account, isRehearsal, from, to, hours, estimate, actual, people } = item
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <Link to={`/events/${eventId}`} className="wrap-anywhere font-medium text-accent underline">
          {title}
        </Link>
        {isRehearsal && <span className="ml-2 text-soft text-sm">{t('costs.rehearsal')}</span>}
        <p className="wrap-anywhere text-soft text-sm">
          <bdi>{account ?? t('costs.formerAccount')}</bdi> ·{' '}
          {to
            ? t('receipt.span', { from: whenOf(from), to: whenOf(to) })
            : t('costs.since', { when: whenOf(from) })}
        </p>
        <Link to={`/clusters/${clusterId}`} className="text-accent text-sm underline">
          {t('fact.clusterLink')}
        </Link>
      </div>
      <dl className="grid grid-cols-4 gap-x-4 text-sm tabular-nums sm:text-right">
        <Figure name={t('costs.hours')}>{hours}</Figure>
        <Figure name={t('costs.people')}>{people}</Figure>
        <Figure name={t('costs.estimate')}>{estimate ? price(estimate) : '–'}</Figure>
        <Figure name={t('costs.actual')}>{actual ? price(actual) : '–'}</Figure>
      </dl>
    </li>
  )
}

function Figure({ name, children }: { name: string; children: string | number }) {
  return (
    <div>
      <dt className="text-soft">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}
