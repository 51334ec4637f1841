import { useParams } from 'react-router'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Ago } from '../ui/ago.tsx'
import { BackLink } from '../ui/back-link.tsx'
import { Failed } from '../ui/failed.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Part } from '../ui/part.tsx'
import { PageWaiting, Skeleton } from '../ui/skeleton.tsx'
import { AccountFacts } from './account-facts.tsx'
import { AccountState } from './account-state.tsx'
import { AccountTools } from './account-tools.tsx'
import { Offers } from './offers.tsx'
import { Permissions, Regions } from './permissions.tsx'
import { Storage } from './storage.tsx'
import { useAccount } from './use-account.ts'
import { environments, platformName } from './words.ts'

export default function AccountPage() {
  const { accountId = '' } = useParams()
  return <Account key={accountId} accountId={accountId} />
}

function Account({ accountId }: { accountId: string }) {
  const followed = useAccount(accountId)
  if (followed.status === 'loading')
    return (
      <div className="page max-w-4xl! space-y-4 py-8 md:py-12" aria-busy>
        <PageWaiting>{t('account.loading')}</PageWaiting>
        <Skeleton className="h-11 w-36" />
        <Skeleton className="h-10 w-1/2" />
        <Skeleton className="h-6 w-64" />
        <Skeleton className="mt-6! h-11 w-full max-w-md" />
        <Skeleton className="mt-8! h-56 w-full" />
      </div>
    )
  if (followed.status === 'failed')
    return <Failed failure={followed.failure} title={t('account.failed')} onRetry={followed.retry} />
  const { data: account, retry } = followed
  const { name, platform, environment, state } = account
  return (
    <div className="page max-w-4xl! py-8 md:py-12">
      <BackLink to="/cloud-accounts">{t('account.back')}</BackLink>
      <PageTitle title={name} className="wrap-anywhere" />
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-soft">
        <AccountState state={state} />
        <span>
          {platformName(platform)} · {t(environments[environment])}
        </span>
      </p>
      {retry && (
        <Notice tone="warn" className="mt-4" onRetry={retry}>
          {t('account.notLive')}
        </Notice>
      )}
      <Trouble account={account} />
      <AccountTools account={account} />
      <Part title={t('account.facts')}>
        <AccountFacts account={account} />
      </Part>
      {platform !== 'sandbox' && (
        <Part title={t('permissions.title')}>
          {state === 'failing' ? (
            <p className="text-soft">{t('permissions.notNow')}</p>
          ) : (
            <>
              <Permissions account={account} />
              <Regions regions={account.regions} />
            </>
          )}
        </Part>
      )}
      <AccountOffers account={account} />
      <AccountStorage account={account} />
    </div>
  )
}

/** Why the account can't be used, and the next step. */
function Trouble({ account: { state, failure } }: { account: CloudAccount }) {
  if (state === 'disabled') return <Notice className="mt-4">{t('account.disabled')}</Notice>
  if (state !== 'failing' || !failure) return null
  return (
    <Notice tone="bad" className="mt-4">
      <strong className="font-semibold">{t('account.failing')}</strong> {failure.detail}{' '}
      <Ago at={failure.at} text={(when) => t('account.since', { when })} />
      <span className="mt-1 block">{t('account.failingForward')}</span>
    </Notice>
  )
}

/** The operator's own account, while it works. */
function AccountOffers({ account }: { account: CloudAccount }) {
  const isOwn = useSession().person?.uid === account.ownerId
  return isOwn && account.state === 'verified' ? <Offers account={account} /> : null
}

function AccountStorage({ account }: { account: CloudAccount }) {
  const isOwn = useSession().person?.uid === account.ownerId
  const { platform, state } = account
  const title =
    platform === 'sandbox'
      ? t('storage.sandboxTitle')
      : t(platform === 'azure' ? 'storage.accounts' : 'storage.buckets')
  const why =
    platform === 'sandbox'
      ? t('storage.sandbox')
      : !isOwn
        ? t('storage.notOwner')
        : state !== 'verified'
          ? t('storage.notNow')
          : null
  if (why === null) return <Storage account={account} title={title} />
  return (
    <Part title={title}>
      <p className="max-w-prose text-soft">{why}</p>
    </Part>
  )
}
