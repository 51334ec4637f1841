import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { ListPage } from '../ui/list-page.tsx'
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
      columns={columns.map((one) => t(one))}
      rows={items.map((account) => (
        <AccountRow key={account.id} account={account} isOwn={account.ownerId === me} />
      ))}
    />
  )
}
