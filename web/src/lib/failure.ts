import type { FieldProblem, ProblemCode } from '../../../contract/problems.ts'

/**
 * `unreachable`: no answer came, so the request may have succeeded all the same. `unclear`: the answer is not one of
 * the API. `broken`: this page failed.
 */
type OwnCode = 'unreachable' | 'unclear' | 'broken'

/** Why an action failed. The page's own codes have no message: `ui/failure-text.ts` has their words. */
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
