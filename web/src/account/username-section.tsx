import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { usernameChange } from '../../../contract/people.ts'
import { username as usernameSchema } from '../../../contract/usernames.ts'
import { answer, api } from '../lib/api.ts'
import { adoptProfile } from '../lib/session.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/settings.ts'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { SaveBar } from './save-bar.tsx'
import type { SectionProps } from './sections.tsx'
import { useUsernameStatus } from './username-status.tsx'

export function UsernameSection({ profile: { username } }: SectionProps) {
  const form = useForm({
    resolver: zodResolver(usernameChange),
    mode: 'onTouched',
    defaultValues: { username },
  })
  const { register, control, reset } = form
  const { errors, isDirty } = form.formState
  useEffect(() => reset({ username }), [username, reset])
  const typed = useWatch({ control, name: 'username' })
  const status = useUsernameStatus(typed, typed !== username && usernameSchema.safeParse(typed).success)

  const { submit, failure, isPending, result } = useSubmit(form, async (body) => {
    const saved = await answer(api.PUT('/v1/me/username', { body }))
    adoptProfile(saved)
    return saved
  })
  return (
    <form onSubmit={submit} noValidate className="max-w-sm">
      <TextField
        label={account('username.label')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={account('username.hint')}
        error={errors.username?.message}
        status={status}
        {...register('username', { setValueAs: (text: string) => text.trim() })}
      />
      <FailureNotice
        failure={failure}
        what={t('username.failed')}
        unsure={t('username.unsure')}
        className="my-3"
      />
      <SaveBar
        name={t('username.save')}
        doing={t('username.doing')}
        saving={isPending}
        saved={result !== null && !isDirty}
        disabled={!isDirty}
      />
    </form>
  )
}
