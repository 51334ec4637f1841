import { zodResolver } from '@hookform/resolvers/zod'
import { CircleCheck, MailWarning } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { emailChange } from '../../../contract/sign-in.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { hasPassword } from '../lib/sign-in.ts'
import { useLoad } from '../lib/use-load.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { StateMark } from '../ui/state-mark.tsx'

export function EmailSection() {
  const { person } = useSession()
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 truncate">{person?.email}</span>
        {person?.verified ? (
          <StateMark tone="good" Icon={CircleCheck}>
            {account('email.confirmed')}
          </StateMark>
        ) : (
          <StateMark tone="warn" Icon={MailWarning}>
            {account('email.unconfirmed')}
          </StateMark>
        )}
      </p>
      <ChangeEmail />
    </>
  )
}

function ChangeEmail() {
  const known = useLoad('password', hasPassword)
  const form = useForm({
    resolver: zodResolver(emailChange),
    defaultValues: { email: '', currentPassword: '' },
  })
  const { register, reset } = form
  const { errors, isDirty } = form.formState

  const { submit, failure, isPending, result } = useSubmit(form, async ({ email, currentPassword }) => {
    const body = { email, ...(currentPassword && { currentPassword }) }
    const sent = await answer(api.PUT('/v1/me/email', { body }))
    reset()
    return sent
  })
  return (
    <form onSubmit={submit} noValidate className="mt-4 max-w-sm space-y-2">
      <TextField
        label={t('address.new')}
        type="email"
        autoComplete="email"
        error={errors.email?.message}
        {...register('email', { setValueAs: (text: string) => text.trim() })}
      />
      {known.status === 'ready' && known.data && (
        <TextField
          label={t('address.password')}
          type="password"
          autoComplete="current-password"
          error={errors.currentPassword?.message}
          {...register('currentPassword')}
        />
      )}
      <FailureNotice failure={failure} what={t('address.failed')} />
      <Button type="submit" look="quiet" disabled={!isDirty} busy={isPending && t('address.saving')}>
        {t('address.save')}
      </Button>
      <div role="status">
        {result && <Notice tone="good">{t('address.sent', { email: result.email })}</Notice>}
      </div>
    </form>
  )
}
