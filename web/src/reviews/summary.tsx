import { Star } from 'lucide-react'
import type { Event } from '../../../contract/events.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/reviews.ts'
import { averageName, Stars } from './stars.tsx'

/** The average and the number of reviews per star. */
export function Summary({ event }: { event: Pick<Event, 'rating' | 'stars'> }) {
  const { count, average } = event.rating
  if (average === null) return null
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-10 gap-y-4">
      <div>
        <p className="font-semibold text-title leading-none tabular-nums" data-testid="average">
          {averageName(average)}
        </p>
        <p className="mt-2">
          <Stars rating={average} size={18} />
        </p>
        <p className="text-sm text-soft">{t('summary.count', { count })}</p>
      </div>
      <ul aria-label={t('summary.stars')} className="min-w-56 max-w-sm flex-1 space-y-1.5">
        {([5, 4, 3, 2, 1] as const).map((rating) => (
          <Bar key={rating} rating={rating} number={event.stars[rating]} of={count} />
        ))}
      </ul>
    </div>
  )
}

function Bar({ rating, number, of }: { rating: number; number: number; of: number }) {
  const stars = t('stars.count', { count: rating })
  return (
    <li>
      <span className="sr-only">{t('summary.bar', { stars, count: number })}</span>
      <span aria-hidden className="flex items-center gap-3 text-sm tabular-nums">
        <span className="inline-flex w-7 items-center justify-between text-soft">
          {rating.toLocaleString(locale())}
          <Star size={14} className="fill-current" />
        </span>
        <span className="h-2 flex-1 overflow-hidden rounded-full bg-sunken">
          <span
            className="block h-full origin-left rounded-full bg-soft transition-transform duration-180"
            style={{ transform: `scaleX(${number / of})` }}
          />
        </span>
        <span className="min-w-8 text-right text-soft">{number.toLocaleString(locale())}</span>
      </span>
    </li>
  )
}
