import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, useWatch } from 'react-hook-form'
import { passwordChange } from '../../../contract/people.ts'
import { answer, api } from '../lib/api.ts'
import { signInWithToken } from '../lib/sign-in.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/settings.ts'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PasswordField } from './password-field.tsx'
import { SaveBar } from './save-bar.tsx'
import type { SectionProps } from './sections.tsx'

const empty = { currentPassword: '', newPassword: '' }

export function PasswordSection({ profile }: SectionProps) {
  const form = useForm({ resolver: zodResolver(passwordChange), defaultValues: empty })
  const { register, control, reset } = form
  const { errors } = form.formState
  const typed = useWatch({ control, name: 'newPassword' })

  const { submit, failure, isPending, result } = useSubmit(form, async (body) => {
    const { customToken } = await answer(api.PUT('/v1/me/password', { body }))
    // The API refuses all earlier tokens now, including this page's token.
    await signInWithToken(customToken)
    reset(empty)
    return 'saved'
  })
  return (
    <form onSubmit={submit} noValidate className="max-w-sm space-y-2">
      {/* Password managers keep the password under this name. */}
      <input type="text" className="hidden" autoComplete="username" value={profile.email ?? ''} readOnly />
      <TextField
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        error={errors.currentPassword?.message}
        {...register('currentPassword', { required: account('password.required') })}
      />
      <PasswordField
        label={t('password.new')}
        typed={typed}
        personal={[profile.username, profile.firstName, profile.lastName, profile.email ?? '']}
        error={errors.newPassword?.message}
        {...register('newPassword')}
      />
      <FailureNotice failure={failure} what={t('password.failed')} unsure={t('password.unsure')} />
      <SaveBar
        name={t('password.save')}
        doing={t('password.doing')}
        saving={isPending}
        saved={result !== null}
        done={t('password.changed')}
      />
    </form>
  )
}
