import { Outlet, useLocation } from 'react-router'
import type { Action } from '../../../domain/roles.ts'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { type PlainKey, t } from '../locales/admin.ts'
import { AreaGuard } from '../ui/area-guard.tsx'
import { PageTabs } from '../ui/page-tabs.tsx'

const pages = [
  { to: '/admin/people', name: 'area.people', action: 'users-list' },
  { to: '/admin/reports', name: 'area.reports', action: 'reports-list' },
  { to: '/admin/activity', name: 'area.activity', action: 'activity-list' },
  { to: '/admin/system', name: 'area.system', action: 'system-get' },
] as const satisfies { to: string; name: PlainKey; action: Action }[]

/** The pages for admins. */
export default function AdminArea() {
  const session = useSession()
  const { pathname } = useLocation()
  const page = pages.find(({ to }) => pathname.startsWith(to))
  return (
    <AreaGuard
      isOpen={!page || sessionMay(session, page.action)}
      refused={{ title: t('refused.title'), about: t('refused.about') }}
    >
      <div className="page py-8 md:py-12">
        <PageTabs
          label={t('area.label')}
          tabs={pages
            .filter(({ action }) => sessionMay(session, action))
            .map(({ to, name }) => ({ to, name: t(name) }))}
        />
        <div className="mt-8">
          <Outlet />
        </div>
      </div>
    </AreaGuard>
  )
}
