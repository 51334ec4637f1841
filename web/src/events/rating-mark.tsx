import { Star } from 'lucide-react'
import type { Event } from '../../../contract/events.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/events.ts'

/** "★ 4.6 (12)", or nothing if there are no reviews. */
export function RatingMark({ rating: { count, average } }: { rating: Event['rating'] }) {
  if (average === null) return null
  const shown = average.toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap tabular-nums">
      <span className="sr-only">{t('rating.average', { average: shown, count })}</span>
      <Star size={14} aria-hidden className="fill-current" />
      <span aria-hidden>{`${shown} (${count.toLocaleString(locale())})`}</span>
    </span>
  )
}
