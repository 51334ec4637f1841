import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, Navigate, useLocation, useNavigate } from 'react-router'
import { Failure, unreachable } from '../lib/failure.ts'
import { nextPath } from '../lib/next.ts'
import { signIn, useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/account.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

const reasons: Record<string, PlainKey> = {
  'auth/invalid-credential': 'failed.invalidCredential',
  'auth/wrong-password': 'failed.invalidCredential',
  'auth/user-not-found': 'failed.invalidCredential',
  'auth/invalid-email': 'failed.invalidCredential',
  'auth/user-disabled': 'failed.disabled',
  'auth/too-many-requests': 'failed.tooManyTries',
}

export default function SignInPage() {
  const session = useSession()
  const { search, state } = useLocation()
  const navigate = useNavigate()
  const next = nextPath(search)
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useForm({ defaultValues: { email: state?.email ?? '', password: '' } })
  const { register, handleSubmit, formState } = form

  const submit = handleSubmit(async ({ email, password }) => {
    setFailure(null)
    try {
      await signIn(email.trim(), password)
      navigate(next, { replace: true })
    } catch (error) {
      const reason = reasons[(error as { code?: string }).code ?? '']
      setFailure(reason ? new Failure('unauthenticated', t(reason)) : unreachable())
    }
  })

  if (session.status === 'in' && !formState.isSubmitting) return <Navigate to={next} replace />
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
        <Button type="submit" className="w-full" busy={formState.isSubmitting && t('signIn.doing')}>
          {t('signIn.title')}
        </Button>
      </form>
      <p className="mt-6 text-soft">
        {t('signIn.noAccount')}{' '}
        <Link
          className="inline-flex min-h-11 items-center font-medium text-accent underline"
          to={`/sign-up${search}`}
        >
          {t('signIn.create')}
        </Link>
      </p>
    </div>
  )
}
