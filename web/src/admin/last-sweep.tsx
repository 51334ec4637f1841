import { useId } from 'react'
import type { SweepResult } from '../../../contract/system.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/system.ts'
import { Ago } from '../ui/ago.tsx'
import { Notice } from '../ui/notice.tsx'
import { Part } from '../ui/part.tsx'
import { formatAgo } from '../ui/time.ts'
import { choreNames } from './system-words.ts'

/** The sweep runs once a minute and takes at most ten. */
const lateAfterMs = 12 * 60_000

/** When the last sweep ran and what it worked on. */
export function LastSweep({ sweep, now }: { sweep: SweepResult | null; now: string }) {
  const isLate = sweep !== null && Date.parse(now) - Date.parse(sweep.endedAt) > lateAfterMs
  return (
    <Part title={t('sweep.title')}>
      <p className="max-w-prose text-soft">{t('sweep.about')}</p>
      {!sweep && <p className="mt-2">{t('sweep.never')}</p>}
      {sweep && isLate && (
        <Notice tone="bad" className="mt-3">
          {t('sweep.late', { when: formatAgo(sweep.endedAt) })}
        </Notice>
      )}
      {sweep && <Result sweep={sweep} />}
    </Part>
  )
}

function Result({ sweep: { startedAt, endedAt, chores } }: { sweep: SweepResult }) {
  const label = useId()
  const worked = chores.filter(({ items, failures }) => items > 0 || failures > 0)
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 100) / 10
  const number = new Intl.NumberFormat(locale())
  return (
    <>
      <p id={label} className="mt-2">
        <Ago at={endedAt} text={(when) => t('sweep.ended', { when, seconds })} />
      </p>
      {worked.length === 0 ? (
        <p className="mt-1 text-soft">{t('sweep.nothing')}</p>
      ) : (
        <table aria-labelledby={label} className="mt-3 w-full max-w-xl tabular-nums">
          <thead>
            <tr className="border-line border-b text-left text-soft text-sm">
              <th scope="col" className="py-2 pr-4 font-normal">
                {t('sweep.task')}
              </th>
              <th scope="col" className="py-2 pr-4 text-right font-normal">
                {t('sweep.items')}
              </th>
              <th scope="col" className="py-2 text-right font-normal">
                {t('sweep.failures')}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {worked.map(({ name, items, failures }) => (
              <tr key={name}>
                <th scope="row" className="py-2 pr-4 text-left font-normal">
                  {t(choreNames[name])}
                </th>
                <td className="py-2 pr-4 text-right">{number.format(items)}</td>
                <td className={`py-2 text-right ${failures > 0 ? 'font-medium text-bad' : ''}`}>
                  {number.format(failures)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
