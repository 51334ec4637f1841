import { useId } from 'react'
import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { t as common } from '../locales/common.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { AccountRow } from './account-row.tsx'
import { useAccounts } from './use-accounts.ts'

const columns = [
  'column.account',
  'column.identity',
  'column.state',
  'column.checked',
] as const satisfies PlainKey[]

export default function AccountsPage() {
  const me = useSession().person?.uid
  const { live, accounts, more, loadingMore, failure } = useAccounts()
  const heading = useId()
  const isEmpty = live.status === 'ready' && accounts.length === 0
  return (
    <div className="page py-8">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageTitle title={t('list.title')} />
        {!isEmpty && <ButtonLink to="/cloud-accounts/new">{t('list.connect')}</ButtonLink>}
      </div>
      <section aria-labelledby={heading} className="mt-6" aria-busy={live.status === 'loading'}>
        <h2 id={heading} className="sr-only">
          {t('list.accounts')}
        </h2>
        {live.status === 'loading' && (
          <div className="space-y-4 py-4">
            <Waiting>{t('list.loading')}</Waiting>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} className="h-12 w-full" />
            ))}
          </div>
        )}
        {live.status === 'failed' && (
          <Notice tone="bad" onRetry={live.retry}>
            {t('list.failed')}
          </Notice>
        )}
        {isEmpty && (
          <Empty
            title={t('list.none')}
            action={<ButtonLink to="/cloud-accounts/new">{t('list.connect')}</ButtonLink>}
          >
            {t('list.noneAbout')}
          </Empty>
        )}
        {accounts.length > 0 && (
          <table aria-labelledby={heading} className="w-full max-md:block md:table-fixed">
            <thead className="max-md:hidden">
              <tr className="border-line border-b text-left text-soft text-sm">
                {columns.map((one) => (
                  <th key={one} scope="col" className="py-2 pr-4 font-normal last:w-32">
                    {t(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line max-md:block">
              {accounts.map((account) => (
                <AccountRow key={account.id} account={account} isOwn={account.ownerId === me} />
              ))}
            </tbody>
          </table>
        )}
        <FailureNotice failure={failure} what={t('list.failed')} className="mt-4" />
        {more && (
          <div className="mt-4 text-center">
            <Button look="quiet" busy={loadingMore && common('loading')} onClick={more}>
              {common('showMore')}
            </Button>
          </div>
        )}
      </section>
    </div>
  )
}
