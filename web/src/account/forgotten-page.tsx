import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { Link, useLocation } from 'react-router'
import { passwordReset } from '../../../contract/sign-in.ts'
import { answer, publicApi } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** Shows the same text whether or not an account has the address, so that the page does not reveal accounts. */
export default function ForgottenPage() {
  const { search } = useLocation()
  const form = useForm({ resolver: zodResolver(passwordReset), defaultValues: { email: '' } })
  const { register, formState } = form

  const { submit, failure, isPending, result } = useSubmit(form, (body) =>
    answer(publicApi.POST('/v1/auth/password-reset', { body })),
  )
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
        <Button type="submit" className="w-full" busy={isPending && t('forgotten.sending')}>
          {t('forgotten.send')}
        </Button>
      </form>
      <div role="status">
        {result && (
          <Notice tone="good" className="mt-4">
            <p>{t('forgotten.sent', { email: result.email })}</p>
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
