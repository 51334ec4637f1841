import type { ReactNode } from 'react'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import { minimalPolicy, neededPermissions } from '../../../domain/cloud-permissions.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { Button } from '../ui/button.tsx'
import { CopyText } from '../ui/copy.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import type { useTrust } from './use-trust.ts'

/** Shows its children with the identity to trust, or offers a key if Labseat has no identity in this cloud. */
export function Keyless({
  trust,
  onUseKey,
  children,
}: {
  trust: ReturnType<typeof useTrust>
  onUseKey: () => void
  children: ReactNode
}) {
  if (trust.isMissing)
    return (
      <div className="space-y-3" data-keyless="missing">
        <FailureNotice failure={trust.failure} what={t('keyless.missing')} />
        <Button onClick={onUseKey}>{t('keyless.useKey')}</Button>
      </div>
    )
  if (trust.failure)
    return <FailureNotice failure={trust.failure} what={t('keyless.failed')} onRetry={trust.reload} />
  if (!trust.data)
    return (
      <div className="space-y-3" aria-busy>
        <Waiting>{t('keyless.loading')}</Waiting>
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-12 w-full" />
      </div>
    )
  return children
}

const needed = {
  aws: 'needed.aws',
  azure: 'needed.azure',
  gcp: 'needed.gcp',
} as const satisfies Record<Exclude<Platform, 'sandbox'>, PlainKey>

/** The minimal policy that the credentials need. */
export function Needed({ platform, scope }: { platform: Exclude<Platform, 'sandbox'>; scope: string }) {
  const all = neededPermissions[platform]
  return (
    <Fold title={t('needed.title', { count: all.length })}>
      <CopyText
        name={t(needed[platform])}
        text={minimalPolicy(platform, all, scope)}
        file={platform === 'gcp' ? 'labseat-role.yaml' : 'labseat-policy.json'}
      />
    </Fold>
  )
}

/** Long content that opens on demand. */
export function Fold({ title, children, open }: { title: string; children: ReactNode; open?: boolean }) {
  return (
    <details className="group" open={open}>
      <summary className="flex min-h-11 items-center gap-2 font-medium text-sm marker:content-none">
        <span aria-hidden className="text-soft transition-transform group-open:rotate-90">
          ›
        </span>
        {title}
      </summary>
      <div className="pb-2">{children}</div>
    </details>
  )
}
