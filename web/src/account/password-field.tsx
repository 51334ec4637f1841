import { type ComponentProps, useDeferredValue, useMemo, useState } from 'react'
import { fetchPart } from '../lib/part.ts'
import { useLoad } from '../lib/use-load.ts'
import { type PlainKey, t } from '../locales/password.ts'
import { TextField } from '../ui/field.tsx'

const scores = ['strength.0', 'strength.1', 'strength.2', 'strength.3', 'strength.4'] satisfies PlainKey[]
const tones = ['bg-bad', 'bg-bad', 'bg-warn', 'bg-good', 'bg-good']
const load = () => fetchPart(() => import('./password-strength.ts'))

type Props = ComponentProps<typeof TextField> & {
  typed: string
  /** Words that make the password easy to guess, such as the name and the address. */
  personal?: readonly string[]
}

/** A field for a new password that shows its strength. The word lists are loaded when the field gets the focus. */
export function PasswordField({ typed, personal = [], ...field }: Props) {
  const [isNeeded, setIsNeeded] = useState(false)
  const meter = useLoad(isNeeded ? 'strength' : null, load)
  const password = useDeferredValue(typed)
  const personalLines = personal.join('\n')
  const score = useMemo(
    () =>
      meter.status === 'ready' && password
        ? meter.data.strengthOf(password, personalLines.split('\n'))
        : null,
    [meter, password, personalLines],
  )
  return (
    <TextField
      type="password"
      autoComplete="new-password"
      hint={t('hint')}
      status={password.length >= 8 && score !== null ? <Strength score={score} /> : undefined}
      {...field}
      onFocus={() => setIsNeeded(true)}
    />
  )
}

function Strength({ score }: { score: number }) {
  return (
    <p className="flex items-center gap-3 text-soft">
      <span aria-hidden className="flex w-24 shrink-0 gap-1">
        {[0, 1, 2, 3].map((step) => (
          <span
            key={step}
            className={`h-1.5 flex-1 rounded-full ${step < Math.max(1, score) ? tones[score] : 'bg-line'}`}
          />
        ))}
      </span>
      <span className="sr-only">{t('strength.label', { words: t(scores[score] ?? 'strength.0') })}</span>
      <span aria-hidden>{t(scores[score] ?? 'strength.0')}</span>
    </p>
  )
}
