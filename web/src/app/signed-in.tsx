import { useEffect, useState } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { type Failure, unreachable } from '../lib/failure.ts'
import { startSession, useSession } from '../lib/session.ts'
import { t } from '../locales/app.ts'
import { Failed } from '../ui/failed.tsx'
import { PageWaiting } from '../ui/skeleton.tsx'

/** Pages for signed-in people. Others go to the sign-in page and come back. */
export function SignedIn() {
  const session = useSession()
  const { pathname, search } = useLocation()
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    startSession().catch(() => setFailure(unreachable()))
  }, [])
  if (session.person) return <Outlet />
  if (session.status === 'out') {
    const next = encodeURIComponent(pathname + search)
    return <Navigate to={`/sign-in?next=${next}`} replace state={{ ended: session.ended !== null }} />
  }
  if (failure) return <Failed failure={failure} title={t('who.failed')} onRetry={() => location.reload()} />
  return (
    <div className="min-h-dvh">
      <PageWaiting>{t('who.looking')}</PageWaiting>
    </div>
  )
}
