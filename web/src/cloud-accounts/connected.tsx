import { CircleCheck } from 'lucide-react'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/cloud-accounts.ts'
import { ButtonLink } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { Permissions, Regions } from './permissions.tsx'
import { Scope } from './scope.tsx'
import { type Heading, StepHeading } from './step-heading.tsx'
import { platforms } from './words.ts'

/** The last step: the identity in the cloud and its missing permissions. */
export function Connected({
  heading,
  accountId,
  known,
}: {
  heading: Heading
  accountId: string
  known: CloudAccount | null
}) {
  const read = useLoad(known ? null : accountId, (signal) =>
    answer(api.GET('/v1/cloud-accounts/{accountId}', { params: { path: { accountId } }, signal })),
  )
  const account = known ?? (read.status === 'ready' ? read.data : null)
  if (read.status === 'failed')
    return <FailureNotice failure={read.failure} what={t('done.failed')} onRetry={read.reload} />
  if (!account)
    return (
      <div className="space-y-3" aria-busy>
        <Waiting>{t('done.loading')}</Waiting>
        <Skeleton className="h-6 w-64" />
        <Skeleton className="h-24 w-full" />
      </div>
    )
  const { platform, name, identity, scope, regions } = account
  return (
    <>
      <div className="flex items-start gap-2">
        <CircleCheck size={22} aria-hidden className="mt-0.5 shrink-0 text-good" />
        <StepHeading heading={heading}>{t('done.title', { name })}</StepHeading>
      </div>
      <dl className="mb-4 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-soft text-sm">{t('fact.identity')}</dt>
          <dd className="wrap-anywhere">{identity}</dd>
        </div>
        <div>
          <dt className="text-soft text-sm">{t(platforms[platform].scope)}</dt>
          <dd className="wrap-anywhere">
            <Scope scope={scope} />
          </dd>
        </div>
      </dl>
      {platform !== 'sandbox' && <Permissions account={account} />}
      <Regions regions={regions} />
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink to={`/cloud-accounts/${account.id}`}>{t('done.open')}</ButtonLink>
        <ButtonLink look="quiet" to="/cloud-accounts/new">
          {t('done.another')}
        </ButtonLink>
      </div>
    </>
  )
}
