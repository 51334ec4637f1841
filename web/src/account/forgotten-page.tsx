import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, useLocation } from 'react-router'
import { passwordReset } from '../../../contract/sign-in.ts'
import { answer, publicApi } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import { showAtFields } from '../lib/form.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** Says the same whether or not somebody has the address. */
export default function ForgottenPage() {
  const { search } = useLocation()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useForm({ resolver: zodResolver(passwordReset), defaultValues: { email: '' } })
  const { register, handleSubmit, formState } = form

  const submit = handleSubmit(async (body) => {
    setFailure(null)
    try {
      setSentTo((await answer(publicApi.POST('/v1/auth/password-reset', { body }))).email)
    } catch (error) {
      setFailure(showAtFields(form, error))
    }
  })
  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title={t('forgotten.title')} />
      <p className="mt-2 text-soft">{t('forgotten.about')}</p>
      <form onSubmit={submit} noValidate className="mt-6 space-y-3">
        <TextField
          label={account('email.label')}
          type="email"
          autoComplete="username"
          error={formState.errors.email?.message}
          {...register('email', { setValueAs: (text: string) => text.trim() })}
        />
        <FailureNotice failure={failure} what={t('forgotten.failed')} />
        <Button type="submit" className="w-full" busy={formState.isSubmitting && t('forgotten.sending')}>
          {t('forgotten.send')}
        </Button>
      </form>
      <div role="status">
        {sentTo && (
          <Notice tone="good" className="mt-4">
            <p>{t('forgotten.sent', { email: sentTo })}</p>
            <p>{t('forgotten.nothing')}</p>
          </Notice>
        )}
      </div>
      <p className="mt-4">
        <Link
          className="inline-flex min-h-11 items-center font-medium text-accent underline"
          to={`/sign-in${search}`}
        >
          {t('forgotten.back')}
        </Link>
      </p>
    </div>
  )
}
