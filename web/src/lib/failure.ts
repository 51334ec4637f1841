import type { FieldProblem, ProblemCode } from '../../../contract/problems.ts'

/**
 * `unreachable`: no answer arrived, but the request may have succeeded. `unclear`: the answer does not come from the
 * API. `broken`: this page has an error.
 */
type OwnCode = 'unreachable' | 'unclear' | 'broken'

/** Why an action failed. `ui/failure-text.ts` has the texts for `OwnCode`. */
export class Failure extends Error {
  readonly code: ProblemCode | OwnCode
  readonly fields: readonly FieldProblem[]

  constructor(code: OwnCode)
  constructor(code: ProblemCode, message: string, fields?: readonly FieldProblem[])
  constructor(code: ProblemCode | OwnCode, message = '', fields: readonly FieldProblem[] = []) {
    super(message)
    this.name = 'Failure'
    this.code = code
    this.fields = fields
  }
}

export const unreachable = () => new Failure('unreachable')

/** Turns anything thrown into a failure that can be shown. */
export const toFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('broken')
