import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Failure } from '../lib/failure.ts'
import { t } from '../locales/common.ts'
import { Button } from './button.tsx'
import { failureText } from './failure-text.ts'

const tones = {
  info: { look: 'bg-sunken text-ink', Icon: Info },
  good: { look: 'bg-good-soft text-good', Icon: CircleCheck },
  warn: { look: 'bg-warn-soft text-warn', Icon: TriangleAlert },
  bad: { look: 'bg-bad-soft text-bad', Icon: CircleAlert },
}

/** A message in its place: what the state is, and what to do. `onRetry` loads again or reconnects. */
export function Notice({
  tone = 'info',
  children,
  onRetry,
  className = '',
}: {
  tone?: keyof typeof tones
  children: ReactNode
  onRetry?: (() => void) | undefined
  className?: string | undefined
}) {
  const { look, Icon } = tones[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : undefined}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg px-3 py-2.5 text-sm ${look} ${className}`}
    >
      <div className="flex min-w-48 flex-1 gap-2.5">
        <Icon size={18} className="mt-px shrink-0" aria-hidden />
        <div>{children}</div>
      </div>
      {onRetry && (
        <Button look="quiet" onClick={onRetry}>
          {t(tone === 'bad' ? 'retry' : 'lookAgain')}
        </Button>
      )}
    </div>
  )
}

/**
 * What failed, then why and what to do. If no answer came, the action may have succeeded: `unsure` is shown instead.
 * Every action of the API can be repeated safely.
 */
export function FailureNotice({
  failure,
  what,
  unsure,
  ...noticeProps
}: {
  failure: Failure | null
  what: string
  unsure?: string | undefined
  className?: string
  onRetry?: () => void
}) {
  if (!failure) return null
  return (
    <Notice tone="bad" {...noticeProps}>
      {unsure && failure.code === 'unreachable' ? (
        <>
          <strong className="font-semibold">{unsure}</strong> {t('unreachable.unsure')}
        </>
      ) : (
        <>
          <strong className="font-semibold">{what}</strong> {failureText(failure)}
        </>
      )}
      <SecondFactorLink failure={failure} />
    </Notice>
  )
}

/** Leads to the settings if the person's role needs a second factor. */
export function SecondFactorLink({ failure }: { failure: Failure }) {
  return failure.code === 'second-factor-required' ? (
    <p className="mt-1">
      <Link to="/settings#factor" className="inline-flex min-h-11 items-center font-medium underline">
        {t('factor.add')}
      </Link>
    </p>
  ) : null
}

/** Replaces a part of the page that could not be loaded, even after retries. */
export function Unfetched() {
  return <Notice tone="bad">{t('unfetched.part')}</Notice>
}
