import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { type ProblemCode, problemFields } from '../../../contract/problems.ts'
import { messageOf } from '../../../contract/validation.ts'
import { type Failure, toFailure } from './failure.ts'

/**
 * Shows the server's problems at their fields and focuses the first field.
 * Returns the failure if one of its problems belongs to no field of the form.
 */
export const showAtFields = <T extends FieldValues>(
  { setError, getValues }: Pick<UseFormReturn<T, unknown, never>, 'setError' | 'getValues'>,
  error: unknown,
): Failure | null => {
  const failure = toFailure(error)
  const named = problemFields[failure.code as ProblemCode]
  const problems =
    failure.fields.length > 0 ? failure.fields : named ? [{ path: named, message: failure.message }] : []
  let isFirst = true
  let isPlaced = problems.length > 0
  for (const problem of problems) {
    const name = problem.path.replace(/\.\d+$/, '')
    if (getValues(name as Path<T>) === undefined) {
      isPlaced = false
      continue
    }
    setError(name as Path<T>, { message: messageOf(problem) }, { shouldFocus: isFirst })
    isFirst = false
  }
  return isPlaced ? null : failure
}
