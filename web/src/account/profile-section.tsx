import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod'
import { interests, personNames } from '../../../contract/people.ts'
import { answer, api } from '../lib/api.ts'
import { adoptProfile } from '../lib/session.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/settings.ts'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { NameFields } from './name-fields.tsx'
import { SaveBar } from './save-bar.tsx'
import type { SectionProps } from './sections.tsx'

const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)

const profileForm = z.object({
  ...personNames,
  interests: z.string().transform(words).pipe(interests),
})

const valuesOf = ({ firstName, lastName, interests }: SectionProps['profile']) => ({
  firstName,
  lastName,
  interests: interests.join(', '),
})

/** The message of the field, or of the first interest that is wrong. */
const messageOf = (error: unknown): string | undefined => {
  const { message } = (error ?? {}) as { message?: string }
  return message ?? (Array.isArray(error) ? messageOf(error.find(Boolean)) : undefined)
}

export function ProfileSection({ profile }: SectionProps) {
  const form = useForm({
    resolver: zodResolver(profileForm),
    mode: 'onTouched',
    defaultValues: valuesOf(profile),
  })
  const { register, reset } = form
  const { errors, isDirty } = form.formState
  // When another section saves, the text that is typed here stays.
  useEffect(() => reset(valuesOf(profile), { keepDirtyValues: true }), [profile, reset])

  const { submit, failure, isPending, result } = useSubmit(form, async (body) => {
    const saved = await answer(api.PATCH('/v1/me', { body }))
    reset(valuesOf(saved))
    adoptProfile(saved)
    return saved
  })
  return (
    <form onSubmit={submit} noValidate className="max-w-xl">
      <NameFields
        className="gap-x-3 gap-y-2"
        first={{ field: register('firstName'), error: errors.firstName?.message }}
        last={{ field: register('lastName'), error: errors.lastName?.message }}
      />
      <TextField
        className="mt-2"
        label={t('interests.label')}
        hint={t('interests.hint')}
        placeholder={t('interests.example')}
        autoComplete="off"
        error={messageOf(errors.interests)}
        {...register('interests')}
      />
      <FailureNotice
        failure={failure}
        what={t('profile.failed')}
        unsure={t('profile.unsure')}
        className="my-3"
      />
      <SaveBar
        name={t('profile.save')}
        saving={isPending}
        saved={result !== null && !isDirty}
        disabled={!isDirty}
      />
    </form>
  )
}
