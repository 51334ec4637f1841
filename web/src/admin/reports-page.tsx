import { useState } from 'react'
import type { ReportState } from '../../../contract/reports.ts'
import { type PlainKey, t } from '../locales/reports.ts'
import { Empty } from '../ui/empty.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { FilterSelect } from './filter-select.tsx'
import { ReportRow } from './report-row.tsx'
import { useReports } from './use-reports.ts'

const stateNames = {
  open: 'state.open',
  hidden: 'state.hidden',
  dismissed: 'state.dismissed',
} as const satisfies Record<ReportState, PlainKey>

/** The events that people reported. An admin hides an event, shows it again, or dismisses the reports. */
export default function ReportsPage() {
  const [state, setState] = useState<ReportState>('open')
  const [announcement, setAnnouncement] = useState('')
  const { list, refresh } = useReports(state)
  const onChanged = (text: string) => {
    setAnnouncement(text)
    refresh()
  }
  return (
    <>
      <PageTitle title={t('page.title')} />
      <p className="mt-2 max-w-prose text-soft">{t('page.about')}</p>
      <FilterSelect
        label={t('page.show')}
        value={state}
        onChange={(value) => setState(value as ReportState)}
        className="mt-4 block max-w-48"
      >
        {Object.entries(stateNames).map(([value, name]) => (
          <option key={value} value={value}>
            {t(name)}
          </option>
        ))}
      </FilterSelect>
      <p role="status" className="mt-4 text-good empty:hidden">
        {announcement}
      </p>
      <div className="mt-4" aria-busy={list.status === 'loading'}>
        <PagedList
          list={list}
          isEmpty={list.items.length === 0}
          loading={t('page.loading')}
          failed={t('page.failed')}
          empty={<Empty title={t('page.none')}>{t('page.noneAbout')}</Empty>}
        >
          <ul className="divide-y divide-line">
            {list.items.map((report) => (
              <ReportRow key={report.eventId} report={report} onChanged={onChanged} />
            ))}
          </ul>
        </PagedList>
      </div>
    </>
  )
}
