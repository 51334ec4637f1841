import { Link } from 'react-router'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Ago } from '../ui/ago.tsx'
import { OwnerLine } from '../ui/owner.tsx'
import { AccountState } from './account-state.tsx'
import { environments, platformName } from './words.ts'

const cell = 'py-3 pr-4 align-top max-md:block max-md:p-0'

/** An account: a table row, or a block on a phone. */
export function AccountRow({ account, isOwn }: { account: CloudAccount; isOwn: boolean }) {
  const { id, name, platform, environment, identity, scope, state, failure, checkedAt } = account
  return (
    <tr className="animate-slide-in max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:py-4">
      <th scope="row" className={`${cell} text-left font-normal max-md:min-w-0`}>
        <Link
          to={`/cloud-accounts/${id}`}
          className="wrap-anywhere inline-block font-medium underline decoration-line underline-offset-4 hover:decoration-current max-md:py-2.5"
        >
          <bdi>{name}</bdi>
        </Link>
        <span className="block text-soft text-sm">
          {platformName(platform)} · {t(environments[environment])}
        </span>
        {!isOwn && <OwnerLine uid={account.ownerId} />}
      </th>
      <td className={`${cell} wrap-anywhere text-sm max-md:col-span-2`}>
        <span className="block">{identity}</span>
        <span className="block text-soft">{scope.name ?? scope.id}</span>
      </td>
      <td className={`${cell} text-sm max-md:col-start-2 max-md:row-start-1 max-md:mt-3`}>
        <AccountState state={state} />
        {state === 'failing' && failure && (
          <span className="wrap-anywhere mt-0.5 line-clamp-3 text-soft max-md:hidden">{failure.detail}</span>
        )}
      </td>
      <td className={`${cell} text-soft text-sm max-md:col-span-2 max-md:flex max-md:flex-col`}>
        {state === 'failing' && failure && (
          <span className="wrap-anywhere mb-1 text-bad md:hidden">{failure.detail}</span>
        )}
        <Ago at={checkedAt} text={(when) => t('row.checked', { when })} className="md:hidden" />
        <Ago at={checkedAt} className="max-md:hidden" />
      </td>
    </tr>
  )
}
