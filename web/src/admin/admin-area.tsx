import { NavLink, Outlet, useLocation } from 'react-router'
import type { Action } from '../../../domain/roles.ts'
import { sessionMay } from '../app/places.ts'
import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/admin.ts'
import { t as common } from '../locales/common.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting } from '../ui/skeleton.tsx'

const pages = [
  { to: '/admin/people', name: 'area.people', action: 'users-list' },
  { to: '/admin/activity', name: 'area.activity', action: 'activity-list' },
] as const satisfies { to: string; name: PlainKey; action: Action }[]

/** The admins' pages. A role that comes or goes opens or closes them while they are looked at. */
export default function AdminArea() {
  const session = useSession()
  const { pathname } = useLocation()
  if (!session.standing)
    return (
      <div className="min-h-dvh">
        <PageWaiting>{t('area.finding')}</PageWaiting>
      </div>
    )
  const page = pages.find(({ to }) => pathname.startsWith(to))
  if (page && !sessionMay(session, page.action)) return <Refused />
  return (
    <div className="page py-8 md:py-12">
      <nav aria-label={t('area.label')} className="flex gap-1 border-line border-b">
        {pages
          .filter(({ action }) => sessionMay(session, action))
          .map(({ to, name }) => (
            <NavLink
              key={to}
              to={to}
              className="-mb-px flex h-11 items-center border-transparent border-b-2 px-3 text-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t(name)}
            </NavLink>
          ))}
      </nav>
      <div className="mt-8">
        <Outlet />
      </div>
    </div>
  )
}

function Refused() {
  return (
    <div className="page py-16">
      <PageTitle title={t('refused.title')} />
      <p className="mt-3 max-w-prose text-soft">{t('refused.about')}</p>
      <ButtonLink to="/" className="mt-6">
        {common('seeEvents')}
      </ButtonLink>
    </div>
  )
}
