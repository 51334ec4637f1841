import { Outlet } from 'react-router'
import { sessionMay } from '../app/places.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/cloud-accounts.ts'
import { t as common } from '../locales/common.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting } from '../ui/skeleton.tsx'

/** The operators' pages. A role that comes or goes opens or closes them while they are looked at. */
export default function CloudArea() {
  const session = useSession()
  if (!session.standing)
    return (
      <div className="min-h-dvh">
        <PageWaiting>{t('area.finding')}</PageWaiting>
      </div>
    )
  if (sessionMay(session, 'cloud-accounts-list')) return <Outlet />
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
