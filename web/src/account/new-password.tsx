import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { answer, api } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import { signIn, signInWithToken, startSession } from '../lib/session.ts'
import { t as account } from '../locales/account.ts'
import { t as hint } from '../locales/password.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PasswordField } from './password-field.tsx'
import { failureOf } from './reasons.ts'
import { fetchWays } from './use-ways.ts'

/** The end of a forgotten password: a new one, by the code from the e-mail, and the person is in. */
export function NewPassword({ email, code }: { email: string; code: string }) {
  const navigate = useNavigate()
  const [failure, setFailure] = useState<Failure | null>(null)
  const { register, handleSubmit, formState, control } = useForm({ defaultValues: { password: '' } })
  const typed = useWatch({ control, name: 'password' })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ password }) => {
    setFailure(null)
    try {
      const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
      await ways.confirmPasswordReset(auth, code, password)
    } catch (error) {
      return setFailure(failureOf(error))
    }
    try {
      await signIn(email, password)
      // Whoever knew the old password is out with this.
      const { customToken } = await answer(api.POST('/v1/me/revoke-sessions'))
      await signInWithToken(customToken)
      navigate('/', { replace: true })
    } catch {
      navigate('/sign-in', { replace: true, state: { email } })
    }
  })
  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title={t('forgotten.title')} />
      <p className="mt-2 text-soft">{t('reset.about', { email })}</p>
      <form onSubmit={submit} noValidate className="mt-6 space-y-3">
        <input type="text" className="hidden" autoComplete="username" value={email} readOnly />
        <PasswordField
          label={t('reset.password')}
          typed={typed}
          personal={[email]}
          error={errors.password?.message}
          {...register('password', {
            minLength: { value: 8, message: hint('hint') },
            required: account('password.required'),
          })}
        />
        <FailureNotice failure={failure} what={t('reset.failed')} />
        <Button type="submit" className="w-full" busy={isSubmitting && t('reset.saving')}>
          {t('reset.save')}
        </Button>
      </form>
    </div>
  )
}
