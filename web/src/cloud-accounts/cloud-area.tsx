import { NavLink, Outlet, useLocation } from 'react-router'
import { sessionMay } from '../app/places.ts'
import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { t as common } from '../locales/common.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting } from '../ui/skeleton.tsx'

const lists = [
  { to: '/clusters', name: 'area.clusters' },
  { to: '/cloud-accounts', name: 'area.accounts' },
] as const satisfies { to: string; name: PlainKey }[]

/** The operators' pages. A role that comes or goes opens or closes them while they are looked at. */
export default function CloudArea() {
  const session = useSession()
  const { pathname } = useLocation()
  if (!session.standing)
    return (
      <div className="min-h-dvh">
        <PageWaiting>{t('area.finding')}</PageWaiting>
      </div>
    )
  if (!sessionMay(session, 'cloud-accounts-list'))
    return (
      <div className="page py-16">
        <PageTitle title={t('refused.title')} />
        <p className="mt-3 max-w-prose text-soft">{t('refused.about')}</p>
        <ButtonLink to="/" className="mt-6">
          {common('seeEvents')}
        </ButtonLink>
      </div>
    )
  // What is one thing of a list leads back to it by itself.
  if (!lists.some(({ to }) => to === pathname)) return <Outlet />
  return (
    <>
      <div className="page pt-8 md:pt-12">
        <nav aria-label={t('area.label')} className="flex gap-1 border-line border-b">
          {lists.map(({ to, name }) => (
            <NavLink
              key={to}
              to={to}
              className="-mb-px flex h-11 items-center border-transparent border-b-2 px-3 text-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t(name)}
            </NavLink>
          ))}
        </nav>
      </div>
      <Outlet />
    </>
  )
}
