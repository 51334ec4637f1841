import { useSearchParams } from 'react-router'
import { useAccounts } from '../cloud-accounts/use-accounts.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/clusters.ts'
import { BackLink } from '../ui/back-link.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { NewCluster } from './new-cluster.tsx'

export default function NewClusterPage() {
  const me = useSession().person?.uid
  const { live, items: accounts } = useAccounts()
  const [search] = useSearchParams()
  const own = accounts.filter(({ ownerId }) => ownerId === me)
  const usable = own.filter(({ state }) => state === 'verified')
  const requested = usable.find(({ id }) => id === search.get('account')) ?? usable[0]
  return (
    <div className="page max-w-5xl! py-8 md:py-12">
      <BackLink to="/clusters">{t('back')}</BackLink>
      <PageTitle title={t('new.title')} />
      <p className="mt-2 max-w-prose text-soft">{t('new.about')}</p>
      <div className="mt-8">
        {live.status === 'loading' && (
          <div className="space-y-4" aria-busy>
            <Waiting>{t('new.loading')}</Waiting>
            {[1, 2, 3, 4, 5].map((row) => (
              <Skeleton key={row} className="h-16 w-full max-w-2xl" />
            ))}
          </div>
        )}
        {live.status === 'failed' && (
          <Notice tone="bad" onRetry={live.retry}>
            {t('new.failed')}
          </Notice>
        )}
        {live.status === 'ready' && !requested && (
          <Empty
            title={t(own.length === 0 ? 'new.noAccount' : 'new.noUsable')}
            action={
              <ButtonLink to={own.length === 0 ? '/cloud-accounts/new' : '/cloud-accounts'}>
                {t(own.length === 0 ? 'new.connect' : 'new.accounts')}
              </ButtonLink>
            }
          >
            {t(own.length === 0 ? 'new.noAccountAbout' : 'new.noUsableAbout')}
          </Empty>
        )}
        {requested && <NewCluster accounts={usable} first={requested} />}
      </div>
    </div>
  )
}
