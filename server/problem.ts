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
  new Problem('not-found', `This ${what} does not exist, or you have no access to it.`)
/** A request can have any number of wrong fields with names of any length. An answer must not be larger than a person reads. */
const maxFields = 20
const maxPathLength = 100

export const invalidInput = (fields: FieldProblem[]) =>
  new Problem('invalid-input', 'Nothing was changed. Correct the fields with a problem, then try again.', {
    fields: fields
      .slice(0, maxFields)
      .map((field) => ({ ...field, path: Array.from(field.path).slice(0, maxPathLength).join('') })),
  })

/** gRPC status codes, which Firestore's errors carry: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const grpc = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  unavailable: 14,
} as const
export const hasGrpcCode = (error: unknown, ...codes: number[]): boolean =>
  codes.includes((error as { code?: unknown })?.code as number)

/** The server reports the end of a call's time as CANCELLED when its own clock is first. */
export const isDeadlineExceeded = (error: unknown): boolean =>
  hasGrpcCode(error, grpc.deadlineExceeded, grpc.cancelled)

/** An update of a document that another request deleted. Other services of Google use the same code for what does not exist. */
const isDeletedMeanwhile = (error: unknown): boolean =>
  hasGrpcCode(error, grpc.notFound) && /No document to update/i.test((error as Error).message)

/** The problem that a client receives for an error. Only a `Problem` shows its message; internals stay hidden. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  if (hasGrpcCode(error, grpc.aborted, grpc.failedPrecondition) || isDeletedMeanwhile(error))
    return new Problem(
      'conflict',
      'Somebody else changed this at the same time. Your change was not saved. Try again.',
    )
  if (isDeadlineExceeded(error) || hasGrpcCode(error, grpc.unavailable, grpc.resourceExhausted))
    return new Problem('unavailable', 'The database does not respond. Try again in a few seconds.', {
      retryAfter: 5,
    })
  return new Problem(
    'internal',
    'Something went wrong on our side. Try again. If it happens again, send us the request id.',
  )
}
