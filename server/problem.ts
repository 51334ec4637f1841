import { type FieldProblem, type ProblemCode, type ProblemDetails, problems } from '../contract/problems.ts'

export type { FieldProblem }

/** An error that the API returns. `detail` says what happened and what to do; a client shows it. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly fields: FieldProblem[] | undefined
  readonly retryAfter: number | undefined

  constructor(
    code: ProblemCode,
    detail: string,
    options: { fields?: FieldProblem[] | undefined; retryAfter?: number } = {},
  ) {
    super(detail)
    this.code = code
    this.fields = options.fields
    this.retryAfter = options.retryAfter
  }

  get status(): number {
    return problems[this.code][0]
  }

  toBody(requestId: string): ProblemDetails {
    const [status, title] = problems[this.code]
    return {
      type: `urn:labseat:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.message,
      requestId,
      ...(this.fields && { fields: this.fields }),
    }
  }
}

export const notFound = (what: string) =>
  new Problem('not-found', `There is no such ${what}, or it is not yours to see.`)
export const invalidInput = (fields: FieldProblem[]) =>
  new Problem('invalid-input', 'Nothing was changed. Correct the fields named and send it again.', { fields })

/** gRPC status codes, which Firestore's errors carry: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const grpc = {
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  failedPrecondition: 9,
  aborted: 10,
  unavailable: 14,
} as const
export const hasGrpcCode = (error: unknown, ...codes: number[]): boolean =>
  codes.includes((error as { code?: unknown })?.code as number)

/** The problem that a client receives for an error. Only a `Problem` shows its message; internals stay hidden. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  if (hasGrpcCode(error, grpc.aborted, grpc.failedPrecondition))
    return new Problem(
      'conflict',
      'Somebody else changed this at the same time. Your change was not saved: try again.',
    )
  if (hasGrpcCode(error, grpc.unavailable, grpc.deadlineExceeded))
    return new Problem('unavailable', 'The database does not answer. Try again in a few seconds.', {
      retryAfter: 5,
    })
  return new Problem(
    'internal',
    'Something went wrong on our side. Try again. If it happens again, send us the request id.',
  )
}
