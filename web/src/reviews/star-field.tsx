import { Star } from 'lucide-react'
import { type Ref, useId, useState } from 'react'
import { type PlainKey, t } from '../locales/reviews.ts'

const words: Record<number, PlainKey> = {
  1: 'word.1',
  2: 'word.2',
  3: 'word.3',
  4: 'word.4',
  5: 'word.5',
}

/** Five radio buttons drawn as stars. Arrow keys choose, and a word explains the rating. */
export function StarField({
  value,
  onChange,
  error,
  focus,
}: {
  value: number | undefined
  onChange: (rating: number) => void
  error: string | undefined
  /** Receives the focus when this field has an error. */
  focus: Ref<HTMLInputElement>
}) {
  const id = useId()
  const [pointed, setPointed] = useState<number>()
  const shown = pointed ?? value ?? 0
  const word = words[shown]
  return (
    <fieldset aria-describedby={`${id}-below`}>
      <legend className="font-medium text-sm">{t('form.rating')}</legend>
      <div className="-ml-2 flex items-center">
        {[1, 2, 3, 4, 5].map((star) => (
          <label
            key={star}
            onPointerEnter={() => setPointed(star)}
            onPointerLeave={() => setPointed(undefined)}
            className="relative grid size-11 cursor-pointer place-items-center rounded-lg has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              className="absolute inset-0 cursor-pointer scroll-mb-28 opacity-0"
              checked={value === star}
              onChange={() => onChange(star)}
              ref={star === (value ?? 1) ? focus : undefined}
            />
            <span className="sr-only">{t('stars.count', { count: star })}</span>
            <Star
              size={28}
              aria-hidden
              className={star <= shown ? 'fill-current text-accent' : 'text-edge'}
            />
          </label>
        ))}
        <span aria-hidden className="ml-2 text-soft text-sm">
          {word && t(word)}
        </span>
      </div>
      <p id={`${id}-below`} aria-live="polite" className="mb-2 min-h-5 text-bad text-sm">
        {error}
      </p>
    </fieldset>
  )
}
