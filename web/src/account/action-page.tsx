import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { recheckVerified, signOut, startSession, useSession } from '../lib/session.ts'
import { useLoad } from '../lib/use-load.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/sign-in.ts'
import { ButtonLink } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import ResendVerification from '../ui/resend-verification.tsx'
import { PageWaiting } from '../ui/skeleton.tsx'
import { NewPassword } from './new-password.tsx'
import { codeOf, failureOf } from './reasons.ts'
import { fetchWays } from './use-ways.ts'

type Outcome =
  | { is: 'verified' }
  | { is: 'changed'; email: string }
  | { is: 'reset'; email: string }
  | { is: 'used' }
  | { is: 'incomplete' }

const usedLinkCodes = new Set([
  'auth/invalid-action-code',
  'auth/expired-action-code',
  'auth/user-not-found',
  'auth/user-disabled',
])
const incomplete: Outcome = { is: 'incomplete' }

const applyLink = async (mode: string, code: string): Promise<Outcome> => {
  const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
  try {
    if (mode === 'resetPassword')
      return { is: 'reset', email: await ways.verifyPasswordResetCode(auth, code) }
    if (mode === 'verifyEmail') {
      await ways.applyActionCode(auth, code)
      await recheckVerified()
      return { is: 'verified' }
    }
    if (mode === 'verifyAndChangeEmail') {
      const { data } = await ways.checkActionCode(auth, code)
      await ways.applyActionCode(auth, code)
      // Firebase has ended every session of the old address.
      await signOut()
      return { is: 'changed', email: data.email ?? '' }
    }
    return incomplete
  } catch (error) {
    if (usedLinkCodes.has(codeOf(error))) return { is: 'used' }
    throw failureOf(error)
  }
}

/** A link works once, and the page may request it twice. */
const outcomes = new Map<string, Promise<Outcome>>()
const applyLinkOnce = (mode: string, code: string): Promise<Outcome> => {
  const known = outcomes.get(code) ?? applyLink(mode, code)
  outcomes.set(code, known)
  known.catch(() => outcomes.delete(code))
  return known
}

/** Where the links in account e-mails lead: `?mode=&oobCode=`, as Firebase names them. */
export default function ActionPage() {
  const { search } = useLocation()
  const query = new URLSearchParams(search)
  const mode = query.get('mode') ?? ''
  const code = query.get('oobCode') ?? ''
  const { person } = useSession()
  const outcome = useLoad(`${mode} ${code}`, () =>
    code ? applyLinkOnce(mode, code) : Promise.resolve(incomplete),
  )

  if (outcome.status === 'loading') return <PageWaiting>{t('action.looking')}</PageWaiting>
  if (outcome.status === 'failed')
    return (
      <Page title={t('action.looking')}>
        <FailureNotice failure={outcome.failure} what={t('action.failed')} onRetry={outcome.reload} />
      </Page>
    )
  const { data } = outcome
  if (data.is === 'reset') return <NewPassword email={data.email} code={code} />
  if (data.is === 'verified')
    return (
      <Page title={t('verified.title')} about={t('verified.about')}>
        <ButtonLink to="/">{common('seeEvents')}</ButtonLink>
      </Page>
    )
  if (data.is === 'changed')
    return (
      <Page title={t('changed.title')} about={t('changed.about', { email: data.email })}>
        <SignInLink email={data.email} />
      </Page>
    )
  if (data.is === 'incomplete')
    return (
      <Page title={t('incomplete.title')} about={t('incomplete.about')}>
        <ButtonLink to="/">{common('seeEvents')}</ButtonLink>
      </Page>
    )
  return (
    <Page title={t('used.title')}>
      {mode === 'resetPassword' ? (
        <Next about={t('used.about')}>
          <ButtonLink to="/account/forgotten">{t('used.newPassword')}</ButtonLink>
        </Next>
      ) : mode === 'verifyAndChangeEmail' ? (
        <Next about={`${t('used.about')} ${t('used.newEmail')}`}>
          <ButtonLink to="/settings">{t('used.settings')}</ButtonLink>
        </Next>
      ) : person?.verified ? (
        <Next about={t('used.verified')}>
          <ButtonLink to="/">{common('seeEvents')}</ButtonLink>
        </Next>
      ) : person ? (
        <Next about={t('used.about')}>
          <ResendVerification name={t('used.resend')} />
        </Next>
      ) : (
        <Next about={`${t('used.about')} ${t('used.signInFirst')}`}>
          <SignInLink />
        </Next>
      )}
    </Page>
  )
}

const SignInLink = ({ email }: { email?: string }) => (
  <ButtonLink to="/sign-in" state={{ email }}>
    {t('action.signIn')}
  </ButtonLink>
)

function Next({ about, children }: { about: string; children: ReactNode }) {
  return (
    <>
      <p className="text-soft">{about}</p>
      <div className="mt-6">{children}</div>
    </>
  )
}

function Page({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title={title} />
      {about && <p className="mt-2 text-soft">{about}</p>}
      <div className="mt-4">{children}</div>
    </div>
  )
}
