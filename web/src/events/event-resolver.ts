import { zodResolver } from '@hookform/resolvers/zod'
import type { FieldErrors, Resolver } from 'react-hook-form'
import * as z from 'zod'
import { type Event, type EventInput, eventInput } from '../../../contract/events.ts'
import { isSkipped } from '../lib/wall-time.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/editor.ts'
import { type EventForm, toInput } from './event-form.ts'

/** The contract's schema, with the form's messages for empty controls, skipped times and invalid numbers. @param stored the event that is edited */
export const eventResolver = (stored: Event | null): Resolver<EventForm, unknown, EventInput> => {
  const fromForm = zodResolver(
    z
      .custom<EventForm>()
      .transform((form) => toInput(form, stored))
      .pipe(eventInput),
  )
  return async (form, context, options) => {
    const result = await fromForm(form, context, options)
    correctMessages(result.errors as FieldErrors<EventForm>, form)
    return result as Awaited<ReturnType<Resolver<EventForm, unknown, EventInput>>>
  }
}

const correctMessages = (errors: FieldErrors<EventForm>, form: EventForm): void => {
  if (errors.startsAt && !form.startsAt) errors.startsAt.message = t('startsAt.required')
  for (const name of ['startsAt', 'endsAt', 'registrationOpensAt', 'registrationClosesAt'] as const)
    if (errors[name] && isSkipped(form[name], form.timeZone)) errors[name].message = common('time.skipped')
  // The bounds of the schema are in minor units. A number that cannot be read has its own sentence.
  const amount = errors.price?.amount
  if (amount && amount.type !== 'invalid_type') amount.message = t('price.wrong')
}
