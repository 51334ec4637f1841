import { Children, type ReactNode } from 'react'
import { t } from '../locales/common.ts'
import { ErrorBoundary } from './error-boundary.tsx'

/** Rows of a list, each for itself: a row whose stored data is damaged says so, and the other rows stay. */
export function EachRow({
  children,
  columns,
}: {
  /** `li`, or table rows if there are columns. */
  children: ReactNode
  columns?: number
}) {
  const fallback = columns ? (
    <tr>
      <td colSpan={columns} className="py-3 text-soft">
        {t('broken.row')}
      </td>
    </tr>
  ) : (
    <li className="py-4 text-soft">{t('broken.row')}</li>
  )
  return Children.map(children, (row) => <ErrorBoundary fallback={fallback}>{row}</ErrorBoundary>)
}
