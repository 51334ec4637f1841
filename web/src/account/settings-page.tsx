import { zodResolver } from '@hookform/resolvers/zod'
import { CircleCheck, MailWarning } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Profile, profileChange } from '../../../contract/people.ts'
import { answer, api } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import { showAtFields } from '../lib/form.ts'
import { adoptProfile, useSession } from '../lib/session.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/account.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { ThemeChoice } from '../ui/theme-choice.tsx'

export default function SettingsPage() {
  const { person } = useSession()
  const profile = useLoad(person ? `me ${person.uid}` : null, (signal) =>
    answer(api.GET('/v1/me', { signal })),
  )
  return (
    <div className="page max-w-2xl! py-8 md:py-12">
      <PageTitle title={t('settings.title')} />
      {profile.status === 'loading' && (
        <div className="mt-8 space-y-4">
          <Waiting>{t('settings.loading')}</Waiting>
          <Skeleton className="h-17 w-full" />
          <Skeleton className="h-17 w-full" />
          <Skeleton className="h-11 w-28" />
        </div>
      )}
      {profile.status === 'failed' && (
        <FailureNotice
          className="mt-8"
          failure={profile.failure}
          what={t('settings.failed')}
          action={
            <Button look="quiet" onClick={profile.reload}>
              {common('retry')}
            </Button>
          }
        />
      )}
      {profile.status === 'ready' && (
        <Section title={t('settings.name')} about={t('settings.nameAbout')}>
          <NameForm profile={profile.data} />
        </Section>
      )}
      <Section title={t('settings.account')} about={t('settings.accountAbout')}>
        <dl className="grid grid-cols-[8rem_1fr] gap-y-3">
          <dt className="text-soft">{t('username.label')}</dt>
          <dd>
            {profile.status === 'ready' ? `@${profile.data.username}` : <Skeleton className="h-6 w-32" />}
          </dd>
          <dt className="text-soft">{t('email.label')}</dt>
          <dd className="min-w-0">
            <span className="block truncate">{person?.email}</span>
            {person?.verified ? (
              <StateMark tone="good" Icon={CircleCheck}>
                {t('email.confirmed')}
              </StateMark>
            ) : (
              <StateMark tone="warn" Icon={MailWarning}>
                {t('email.unconfirmed')}
              </StateMark>
            )}
          </dd>
        </dl>
      </Section>
      <Section title={t('settings.theme')} about={t('settings.themeAbout')}>
        <ThemeChoice words />
      </Section>
    </div>
  )
}

function Section({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="mt-8 border-line border-t pt-6">
      <h2 className="font-semibold">{title}</h2>
      <p className="mb-4 text-soft text-sm">{about}</p>
      {children}
    </section>
  )
}

function NameForm({ profile }: { profile: Profile }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useForm({
    resolver: zodResolver(profileChange),
    mode: 'onTouched',
    defaultValues: { firstName: profile.firstName, lastName: profile.lastName },
  })
  const { register, handleSubmit, formState, reset } = form
  const { errors, isSubmitting, isSubmitSuccessful, isDirty } = formState
  useEffect(() => reset({ firstName: profile.firstName, lastName: profile.lastName }), [profile, reset])

  const submit = handleSubmit(async (body) => {
    setFailure(null)
    try {
      const saved = await answer(api.PATCH('/v1/me', { body }))
      adoptProfile(saved)
      reset({ firstName: saved.firstName, lastName: saved.lastName }, { keepIsSubmitSuccessful: true })
    } catch (error) {
      setFailure(showAtFields(form, error))
    }
  })
  return (
    <form onSubmit={submit} noValidate>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('name.first')}
          autoComplete="given-name"
          error={errors.firstName?.message}
          {...register('firstName')}
        />
        <TextField
          label={t('name.last')}
          autoComplete="family-name"
          error={errors.lastName?.message}
          {...register('lastName')}
        />
      </div>
      <FailureNotice
        failure={failure}
        what={t('settings.nameFailed')}
        unsure={t('settings.nameUnsure')}
        className="my-3"
      />
      <div className="mt-2 flex items-center gap-4">
        <Button type="submit" busy={isSubmitting && common('saving')} disabled={!isDirty}>
          {t('settings.saveName')}
        </Button>
        <div role="status">
          {isSubmitSuccessful && !isDirty && !failure && <Notice tone="good">{t('settings.saved')}</Notice>}
        </div>
      </div>
    </form>
  )
}
