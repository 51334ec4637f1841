import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, Navigate, useLocation, useNavigate } from 'react-router'
import { Failure, unreachable } from '../lib/failure.ts'
import { nextPath } from '../lib/next.ts'
import { signIn, useSession } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

const wrong = 'The e-mail address or the password is not right. Both are kept as you typed them.'
const reasons: Record<string, string> = {
  'auth/invalid-credential': wrong,
  'auth/wrong-password': wrong,
  'auth/user-not-found': wrong,
  'auth/invalid-email': wrong,
  'auth/user-disabled': 'This account is suspended. Write to whoever runs this Labseat.',
  'auth/too-many-requests': 'Too many tries. Wait a few minutes, then try again.',
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
      setFailure(reason ? new Failure('unauthenticated', reason) : unreachable())
    }
  })

  if (session.status === 'in' && !formState.isSubmitting) return <Navigate to={next} replace />
  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title="Sign in" />
      {next !== '/' && <p className="mt-2 text-soft">Then you go on where you were.</p>}
      <form onSubmit={submit} noValidate className="mt-6 space-y-3">
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          error={formState.errors.email?.message as string | undefined}
          {...register('email', { required: 'Give your e-mail address.' })}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          error={formState.errors.password?.message}
          {...register('password', { required: 'Give your password.' })}
        />
        <FailureNotice failure={failure} what="You are not signed in." />
        <Button type="submit" className="w-full" busy={formState.isSubmitting && 'Signing in'}>
          Sign in
        </Button>
      </form>
      <p className="mt-6 text-soft">
        No account yet?{' '}
        <Link
          className="inline-flex min-h-11 items-center font-medium text-accent underline"
          to={`/sign-up${search}`}
        >
          Create one
        </Link>
      </p>
    </div>
  )
}
