import { Star } from 'lucide-react'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/reviews.ts'

/** "4.3" in the reader's locale. */
export const averageName = (average: number): string =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(average)

const five = [1, 2, 3, 4, 5]

/** A rating as stars, with a shape beside the colour and a text for screen readers. */
export function Stars({ rating, size = 16 }: { rating: number; size?: number }) {
  const text = Number.isInteger(rating) ? String(rating) : averageName(rating)
  return (
    <span role="img" aria-label={t('summary.of', { average: text })} className="relative inline-flex">
      <span className="flex text-edge">
        {five.map((star) => (
          <Star key={star} size={size} aria-hidden className="shrink-0" />
        ))}
      </span>
      <span
        className="absolute inset-y-0 left-0 flex overflow-hidden text-ink"
        style={{ width: `${(rating / 5) * 100}%` }}
      >
        {five.map((star) => (
          <Star key={star} size={size} aria-hidden className="shrink-0 fill-current" />
        ))}
      </span>
    </span>
  )
}
