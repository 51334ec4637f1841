import { type BaseSyntheticEvent, useState } from 'react'
import type { FieldErrors, FieldValues, UseFormReturn } from 'react-hook-form'
import type { Failure } from './failure.ts'
import { showAtFields } from './form.ts'

/**
 * Sends a form. `send` gets the checked values and throws when it fails. Problems of fields appear at their fields,
 * other problems are in `failure`. `result` is the value of the last successful `send`, until the next submit. In a
 * form with several buttons, `submitAs(intent)` passes `intent` to `send`.
 */
export const useSubmit = <Form extends FieldValues, Values, Result = void, Intent = void>(
  form: UseFormReturn<Form, unknown, Values>,
  send: (values: Values, intent: Intent) => Promise<Result>,
  onInvalid?: (errors: FieldErrors<Form>) => void,
) => {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [result, setResult] = useState<Result | null>(null)
  const [intent, setIntent] = useState<Intent | null>(null)
  const isPending = form.formState.isSubmitting

  const submitAs = (next: Intent) => (event?: BaseSyntheticEvent) => {
    setIntent(next)
    return form.handleSubmit(async (values) => {
      setFailure(null)
      setResult(null)
      try {
        setResult(await send(values, next))
      } catch (error) {
        setFailure(showAtFields(form, error))
      }
    }, onInvalid)(event)
  }
  return {
    submit: submitAs(undefined as Intent),
    submitAs,
    isPending,
    pendingIntent: isPending ? intent : null,
    failure,
    result,
  }
}
