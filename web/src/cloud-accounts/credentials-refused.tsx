import type { Failure } from '../lib/failure.ts'
import { t } from '../locales/cloud-accounts.ts'
import { failureText } from '../ui/failure-text.ts'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { CheckSteps } from './check-steps.tsx'
import { toFormProblems } from './credentials-form.ts'
import type { Check } from './use-check.ts'

/** Why the credentials were refused, with the steps of the check. */
export function CredentialsRefused({
  check,
  what,
  refused,
  unsure,
  onRetry,
}: {
  check: Check & { failure: Failure }
  what: string
  /** The text for a refusal by the provider. */
  refused: string
  unsure: string
  onRetry: () => void
}) {
  const { failure, outcome, steps } = check
  const isAtField = toFormProblems(failure.fields).length > 0
  const mayRetry = failure.code === 'unreachable' || failure.code === 'unavailable'
  return (
    <div className="mb-6 space-y-3">
      {outcome === 'failed' ? (
        <Notice tone="bad">
          <strong className="font-semibold">{refused}</strong>{' '}
          {isAtField ? t('check.refusedField') : failureText(failure)}
        </Notice>
      ) : (
        <FailureNotice failure={failure} what={what} unsure={unsure} {...(mayRetry && { onRetry })} />
      )}
      {outcome === 'failed' && steps.length > 0 && (
        <div className="rounded-lg border border-line px-4 py-2">
          <CheckSteps check={check} />
        </div>
      )}
    </div>
  )
}
