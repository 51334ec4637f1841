import { zodResolver } from '@hookform/resolvers/zod'
import { useController, useForm } from 'react-hook-form'
import type * as z from 'zod'
import { type Review, reviewInput } from '../../../contract/reviews.ts'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/reviews.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { StarField } from './star-field.tsx'

type Form = z.input<typeof reviewInput>

/** The form to write or edit the viewer's review. */
export default function ReviewForm({
  eventId,
  review,
  onSaved,
  onCancel,
}: {
  eventId: string
  review: Review | null
  onSaved: (review: Review) => void
  onCancel: (() => void) | undefined
}) {
  const form = useForm<Form, unknown, z.output<typeof reviewInput>>({
    resolver: zodResolver(reviewInput),
    mode: 'onTouched',
    defaultValues: review ? { rating: review.rating, comment: review.comment } : { comment: '' },
  })
  const { control, register, formState } = form
  const { errors } = formState
  const { field } = useController({ control, name: 'rating' })
  const { submit, failure, isPending } = useSubmit(form, async (body) => {
    const params = { path: { eventId } }
    onSaved(await answer<Review>(api.POST('/v1/events/{eventId}/reviews', { params, body })))
  })
  return (
    <form onSubmit={submit} noValidate className="mt-2 max-w-[65ch]">
      <StarField
        value={field.value}
        onChange={field.onChange}
        focus={field.ref}
        error={errors.rating && t('form.required')}
      />
      <TextArea
        rows={4}
        label={t('form.comment')}
        hint={t('form.hint')}
        error={errors.comment?.message}
        {...register('comment')}
      />
      <FailureNotice failure={failure} what={t('form.failed')} unsure={t('form.unsure')} className="mt-2" />
      <div className="mt-2 flex gap-2">
        <Button type="submit" busy={isPending && t('form.publishing')}>
          {review ? t('form.save') : t('form.publish')}
        </Button>
        {onCancel && (
          <Button look="plain" onClick={onCancel} disabled={isPending}>
            {t('form.cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
