import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, Navigate, useLocation, useNavigate } from 'react-router'
import { readNextPath } from '../lib/next.ts'
import { useSession } from '../lib/session.ts'
import { signIn } from '../lib/sign-in.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/account.ts'
import { t as ways } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { ContinueWithGoogle } from './google.tsx'
import { codeOf, failureOf } from './reasons.ts'
import { SecondFactorChallenge } from './second-factor-challenge.tsx'

const link = 'inline-flex min-h-11 items-center font-medium text-accent underline'

export default function SignInPage() {
  const session = useSession()
  const { search, state } = useLocation()
  const navigate = useNavigate()
  const next = readNextPath(search)
  /** Firebase's error when it needs a second factor. */
  const [challenge, setChallenge] = useState<unknown>(null)
  const form = useForm({ defaultValues: { email: state?.email ?? '', password: '' } })
  const { register, formState } = form
  const goOn = () => navigate(next, { replace: true })

  const { submit, failure, isPending } = useSubmit(form, async ({ email, password }) => {
    try {
      await signIn(email.trim(), password)
      goOn()
    } catch (error) {
      if (codeOf(error) !== 'auth/multi-factor-auth-required') throw failureOf(error)
      setChallenge(error)
    }
  })

  if (session.status === 'in' && !isPending) return <Navigate to={next} replace />
  if (challenge)
    return <SecondFactorChallenge error={challenge} onSignedIn={goOn} onGiveUp={() => setChallenge(null)} />
  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title={t('signIn.title')} />
      {next !== '/' && <p className="mt-2 text-soft">{t('signIn.goOn')}</p>}
      {state?.ended && (
        <Notice tone="warn" className="mt-4">
          {t('signIn.ended')}
        </Notice>
      )}
      <form onSubmit={submit} noValidate className="mt-6 space-y-3">
        <TextField
          label={t('email.label')}
          type="email"
          autoComplete="username"
          error={formState.errors.email?.message as string | undefined}
          {...register('email', { required: t('email.required') })}
        />
        <TextField
          label={t('password.label')}
          type="password"
          autoComplete="current-password"
          error={formState.errors.password?.message}
          {...register('password', { required: t('password.required') })}
        />
        <FailureNotice failure={failure} what={t('signIn.failed')} />
        <Button type="submit" className="w-full" busy={isPending && t('signIn.doing')}>
          {t('signIn.title')}
        </Button>
      </form>
      <ContinueWithGoogle onSignedIn={goOn} onSecondFactor={setChallenge} />
      <p className="mt-4">
        <Link className={link} to={`/account/forgotten${search}`}>
          {ways('forgotten.link')}
        </Link>
      </p>
      <p className="text-soft">
        {t('signIn.noAccount')}{' '}
        <Link className={link} to={`/sign-up${search}`}>
          {t('signIn.create')}
        </Link>
      </p>
    </div>
  )
}
