import { Suspense } from 'react'
import { Link, useLocation } from 'react-router'
import { lazyPart } from '../lib/part.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/app.ts'
import { t as common } from '../locales/common.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { PlaceLinks } from './place-links.tsx'
import { openPlaces } from './places.ts'

// The table of roles is not needed for the first content of a page.
const SignedInLinks = lazyPart(() => import('./signed-in-links.tsx'))
const SignedInTools = lazyPart(() => import('./signed-in-tools.tsx'))

/** Suspended people get no links. */
export function TopBar() {
  const session = useSession()
  const isSuspended = session.standing?.suspended === true
  return (
    <header className="sticky top-0 z-20 border-line border-b bg-surface">
      <div className="page flex h-14 items-center gap-1">
        <Link
          to="/"
          className="mr-auto flex h-11 items-center gap-2 rounded-lg font-semibold tracking-tight md:mr-6"
        >
          <Mark />
          Labseat
        </Link>
        <nav aria-label={t('nav.main')} className="mr-auto hidden gap-1 md:flex">
          {session.status === 'in' && !isSuspended ? (
            <ErrorBoundary fallback={<PlaceLinks places={openPlaces} />}>
              <Suspense fallback={<PlaceLinks places={openPlaces} />}>
                <SignedInLinks session={session} />
              </Suspense>
            </ErrorBoundary>
          ) : (
            !isSuspended && <PlaceLinks places={openPlaces} />
          )}
        </nav>
        <div className="flex min-w-22 items-center justify-end gap-1">
          {session.status === 'in' && !isSuspended && (
            <ErrorBoundary
              fallback={
                <Button look="plain" onClick={() => location.reload()}>
                  {common('loadAgain')}
                </Button>
              }
            >
              <Suspense fallback={null}>
                <SignedInTools session={session} />
              </Suspense>
            </ErrorBoundary>
          )}
          {/* While the session loads, the space stays reserved. */}
          {session.person === null && <SignedOut />}
        </div>
      </div>
    </header>
  )
}

function SignedOut() {
  const { pathname, search } = useLocation()
  const isAccount = /^\/(sign-in$|sign-up$|account\/)/.test(pathname)
  const next = isAccount ? search : pathname === '/' ? '' : `?next=${encodeURIComponent(pathname)}`
  return (
    <>
      <ButtonLink look="plain" to={`/sign-in${next}`}>
        {t('nav.signIn')}
      </ButtonLink>
      <ButtonLink look="quiet" to={`/sign-up${next}`}>
        {t('nav.signUp')}
      </ButtonLink>
    </>
  )
}

/** The logo: a chair. */
function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-7">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M11 7v11h10a3 3 0 0 1 3 3v4M11 18v7"
        fill="none"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
    </svg>
  )
}
