import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, useWatch } from 'react-hook-form'
import { Link, Navigate, useLocation, useNavigate } from 'react-router'
import { signUp } from '../../../contract/people.ts'
import { username as usernameSchema } from '../../../contract/usernames.ts'
import { answer, publicApi } from '../lib/api.ts'
import { readNextPath } from '../lib/next.ts'
import { useSession } from '../lib/session.ts'
import { signIn } from '../lib/sign-in.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/account.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { NameFields } from './name-fields.tsx'
import { PasswordField } from './password-field.tsx'
import { useUsernameStatus } from './username-status.tsx'

export default function SignUpPage() {
  const session = useSession()
  const { search } = useLocation()
  const navigate = useNavigate()
  const form = useForm({
    resolver: zodResolver(signUp),
    mode: 'onTouched',
    defaultValues: { firstName: '', lastName: '', username: '', email: '', password: '' },
  })
  const { register, control } = form
  const { errors } = form.formState
  const [typed, password, ...personal] = useWatch({
    control,
    name: ['username', 'password', 'firstName', 'lastName', 'email'],
  })
  const status = useUsernameStatus(typed, usernameSchema.safeParse(typed).success)

  const { submit, failure, isPending } = useSubmit(form, async (body) => {
    await answer(publicApi.POST('/v1/auth/register', { body }))
    await signIn(body.email, body.password).then(
      () => navigate(readNextPath(search), { replace: true }),
      () => navigate(`/sign-in${search}`, { state: { email: body.email } }),
    )
  })

  if (session.status === 'in' && !isPending) return <Navigate to={readNextPath(search)} replace />
  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title={t('signUp.title')} />
      <p className="mt-2 text-soft">{t('signUp.about')}</p>
      <form onSubmit={submit} noValidate className="mt-6 space-y-3">
        <NameFields
          className="gap-3"
          first={{ field: register('firstName'), error: errors.firstName?.message }}
          last={{ field: register('lastName'), error: errors.lastName?.message }}
        />
        <TextField
          label={t('username.label')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint={t('username.hint')}
          error={errors.username?.message}
          status={status}
          {...register('username', { setValueAs: (text: string) => text.trim() })}
        />
        <TextField
          label={t('email.label')}
          type="email"
          autoComplete="username"
          hint={t('email.hint')}
          error={errors.email?.message}
          {...register('email', { setValueAs: (text: string) => text.trim() })}
        />
        <PasswordField
          label={t('password.label')}
          typed={password}
          personal={personal.map((text) => text ?? '')}
          error={errors.password?.message}
          {...register('password')}
        />
        <FailureNotice failure={failure} what={t('signUp.failed')} unsure={t('signUp.unsure')} />
        <Button type="submit" className="w-full" busy={isPending && t('signUp.doing')}>
          {t('signUp.title')}
        </Button>
      </form>
      <p className="mt-6 text-soft">
        {t('signUp.hasAccount')}{' '}
        <Link
          className="inline-flex min-h-11 items-center font-medium text-accent underline"
          to={`/sign-in${search}`}
        >
          {t('signUp.signIn')}
        </Link>
      </p>
    </div>
  )
}
