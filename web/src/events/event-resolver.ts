import { zodResolver } from '@hookform/resolvers/zod'
import type { FieldErrors, Resolver } from 'react-hook-form'
import * as z from 'zod'
import { type EventInput, eventInput } from '../../../contract/events.ts'
import { t } from '../locales/editor.ts'
import { type EventForm, toInput } from './event-form.ts'

const fromForm = zodResolver(z.custom<EventForm>().transform(toInput).pipe(eventInput))

/** The contract's schema, with the form's messages for empty controls and invalid numbers. */
export const eventResolver: Resolver<EventForm, unknown, EventInput> = async (form, context, options) => {
  const result = await fromForm(form, context, options)
  const errors = result.errors as FieldErrors<EventForm>
  if (errors.startsAt && !form.startsAt) errors.startsAt.message = t('startsAt.required')
  if (errors.price?.amount) errors.price.amount.message = t('price.wrong')
  return result as Awaited<ReturnType<Resolver<EventForm, unknown, EventInput>>>
}
