import type { FieldProblem, ProblemCode } from '../../../contract/problems.ts'
import { t } from '../locales/common.ts'

/** Why an action did not happen. `unreachable`: no answer came, so it may have happened all the same. */
export class Failure extends Error {
  readonly code: ProblemCode | 'unreachable'
  readonly fields: readonly FieldProblem[]

  constructor(code: ProblemCode | 'unreachable', message: string, fields: readonly FieldProblem[] = []) {
    super(message)
    this.name = 'Failure'
    this.code = code
    this.fields = fields
  }
}

export const unreachable = () => new Failure('unreachable', t('unreachable.why'))

/** Anything thrown, as a failure that can be shown. */
export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('internal', t('broken.here'))
