import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { ListPage } from '../ui/list-page.tsx'
import { AccountRow } from './account-row.tsx'
import { useAccounts } from './use-accounts.ts'

const columns = [
  { name: 'column.account', width: 'w-[29%]' },
  { name: 'column.identity', width: 'w-[31%]' },
  { name: 'column.state', width: 'w-[28%]' },
  { name: 'column.checked', width: 'w-[12%]' },
] as const satisfies { name: PlainKey; width: string }[]

export default function AccountsPage() {
  const me = useSession().person?.uid
  const { items, ...list } = useAccounts()
  return (
    <ListPage
      {...list}
      words={{
        title: t('list.title'),
        label: t('list.accounts'),
        loading: t('list.loading'),
        failed: t('list.failed'),
        none: t('list.none'),
        noneAbout: t('list.noneAbout'),
      }}
      begin={{ to: '/cloud-accounts/new', name: t('list.connect') }}
      columns={columns.map(({ name, width }) => ({ name: t(name), width }))}
      rows={items.map((account) => (
        <AccountRow key={account.id} account={account} isOwn={account.ownerId === me} />
      ))}
    />
  )
}
