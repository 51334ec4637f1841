import type { Failure } from '../lib/failure.ts'
import { t } from '../locales/common.ts'
import { Button, ButtonLink } from './button.tsx'
import { failureText } from './failure-text.ts'
import { SecondFactorLink } from './notice.tsx'
import { PageTitle } from './page-title.tsx'

/** Replaces a whole page that failed: what happened, and what to do. */
export function Failed({
  failure,
  title,
  gone = t('gone.title'),
  onRetry,
}: {
  failure: Failure
  title: string
  /** The title if the thing is not there any more. */
  gone?: string
  onRetry?: () => void
}) {
  const isGone = failure.code === 'not-found'
  return (
    <div className="page py-16">
      <PageTitle title={isGone ? gone : title} />
      <p className="mt-3 max-w-prose text-soft">{failureText(failure)}</p>
      <SecondFactorLink failure={failure} />
      <div className="mt-6 flex gap-2">
        {onRetry && !isGone && <Button onClick={onRetry}>{t('retry')}</Button>}
        <ButtonLink look={isGone ? 'primary' : 'quiet'} to="/">
          {t('seeEvents')}
        </ButtonLink>
      </div>
    </div>
  )
}
