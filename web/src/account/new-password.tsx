import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { answer, api } from '../lib/api.ts'
import { startSession } from '../lib/session.ts'
import { signIn, signInWithToken } from '../lib/sign-in.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t as account } from '../locales/account.ts'
import { t as hint } from '../locales/password.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PasswordField } from './password-field.tsx'
import { failureOf } from './reasons.ts'
import { fetchWays } from './use-ways.ts'

/** Sets a new password with the code from the e-mail, and signs the person in. */
export function NewPassword({ email, code }: { email: string; code: string }) {
  const navigate = useNavigate()
  const form = useForm({ defaultValues: { password: '' } })
  const { register, control } = form
  const typed = useWatch({ control, name: 'password' })
  const { errors } = form.formState

  const { submit, failure, isPending } = useSubmit(form, async ({ password }) => {
    try {
      const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
      await ways.confirmPasswordReset(auth, code, password)
    } catch (error) {
      throw failureOf(error)
    }
    try {
      await signIn(email, password)
      // Ends every session that was opened with the old password.
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
        <Button type="submit" className="w-full" busy={isPending && t('reset.saving')}>
          {t('reset.save')}
        </Button>
      </form>
    </div>
  )
}
