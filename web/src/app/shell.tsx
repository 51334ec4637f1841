import { WifiOff } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import { Outlet, useLocation, useNavigate, useNavigationType } from 'react-router'
import { useConnectionLost } from '../lib/connection.ts'
import { lazyPart } from '../lib/part.ts'
import { useSession } from '../lib/session.ts'
import { useSignInQuestion } from '../lib/sign-in-again.ts'
import { t } from '../locales/app.ts'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Unfetched } from '../ui/notice.tsx'
import { PageWaiting } from '../ui/skeleton.tsx'
import { ThemeChoice } from '../ui/theme-choice.tsx'
import { TopBar } from './top-bar.tsx'

const SignInAgain = lazyPart(() => import('../account/sign-in-again.tsx'))
const VerifyBanner = lazyPart(() => import('../account/verify-banner.tsx'))
const Suspended = lazyPart(() => import('./suspended.tsx'))

export function Shell() {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const navigationType = useNavigationType()
  const session = useSession()
  const signInQuestion = useSignInQuestion()
  const isEnded = session.status === 'out' && session.ended === 'now'
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, with the address at that moment
  useEffect(() => {
    if (!isEnded) return
    const next = encodeURIComponent(pathname + search)
    navigate(`/sign-in?next=${next}`, { replace: true, state: { ended: true } })
  }, [isEnded])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top; the browser restores the position when going back
  useEffect(() => {
    if (navigationType !== 'POP') scrollTo(0, 0)
  }, [pathname])

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-3 font-medium text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('shell.skip')}
      </a>
      <TopBar />
      <ConnectionBar />
      {session.person && !session.person.verified && !session.standing?.suspended && (
        <ErrorBoundary fallback={null}>
          <Suspense fallback={null}>
            <VerifyBanner email={session.person.email} />
          </Suspense>
        </ErrorBoundary>
      )}
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<PageWait />}>
            {session.standing?.suspended ? <Suspended /> : <Outlet />}
          </Suspense>
        </ErrorBoundary>
      </main>
      {signInQuestion && (
        <ErrorBoundary fallback={<Unfetched />}>
          <Suspense fallback={null}>
            <SignInAgain onAnswer={signInQuestion.answer} />
          </Suspense>
        </ErrorBoundary>
      )}
      <footer className="mt-12 border-line border-t">
        <div className="page flex min-h-16 items-center justify-between gap-4 text-soft text-sm">
          <p>{t('shell.claim')}</p>
          <div className="flex items-center gap-4">
            {/* A page by itself, without the app. */}
            <a href="/developers" className="underline underline-offset-2 hover:text-ink">
              {t('shell.developers')}
            </a>
            <ThemeChoice />
          </div>
        </div>
      </footer>
    </div>
  )
}

/** Keeps the footer below the fold while the page's chunk loads. */
function PageWait() {
  return (
    <div className="min-h-dvh">
      <PageWaiting>{t('shell.loading')}</PageWaiting>
    </div>
  )
}

/** Overlaps the page's top margin, so that nothing moves when it appears or disappears. */
function ConnectionBar() {
  const lost = useConnectionLost()
  return (
    <div role="status" className="sticky top-14 z-10 h-0">
      {lost && (
        <p className="flex animate-slide-in items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-center text-sm text-warn">
          <WifiOff size={16} aria-hidden className="shrink-0" />
          {t('shell.connectionLost')}
        </p>
      )}
    </div>
  )
}
