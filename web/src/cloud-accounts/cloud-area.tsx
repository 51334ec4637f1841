import { Outlet, useLocation } from 'react-router'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { AreaGuard } from '../ui/area-guard.tsx'
import { PageTabs } from '../ui/page-tabs.tsx'

const lists = [
  { to: '/clusters', name: 'area.clusters' },
  { to: '/cloud-accounts', name: 'area.accounts' },
  { to: '/labs/costs', name: 'area.costs' },
  { to: '/clients', name: 'area.clients' },
] as const satisfies { to: string; name: PlainKey }[]

/** The frame of the operators' pages. */
export default function CloudArea() {
  const session = useSession()
  const { pathname } = useLocation()
  return (
    <AreaGuard
      isOpen={sessionMay(session, 'cloud-accounts-list')}
      refused={{ title: t('refused.title'), about: t('refused.about') }}
    >
      {/* Detail pages have their own link back to the list. */}
      {lists.some(({ to }) => to === pathname) && (
        <div className="page pt-8 md:pt-12">
          <PageTabs label={t('area.label')} tabs={lists.map(({ to, name }) => ({ to, name: t(name) }))} />
        </div>
      )}
      <Outlet />
    </AreaGuard>
  )
}
