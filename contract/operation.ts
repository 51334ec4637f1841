import type * as z from 'zod'
import type { LimitName } from './limits.ts'
import type { ProblemCode } from './problems.ts'
import './validation-issues.ts'

/**
 * Who may call, before the resource is read:
 * - public: everybody
 * - recognised: everybody; a caller who sends a token is known to the handler
 * - user: people who are signed in and have a profile
 * - verified: users with a verified e-mail address
 * - role: users whose role domain/roles.ts grants the operation to
 * - runner: Labseat's own jobs, by their Google identity; the body carries the secret of their one run
 *
 * domain/roles.ts also says what a caller may do with one resource.
 */
export type Access = 'public' | 'recognised' | 'user' | 'verified' | 'role' | 'runner'
export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'

/** The gateway tells functions the client's address in this header, and replaces a copy that a client sent. */
export const clientAddressHeader = 'x-labseat-client'

export type Operation = {
  /** operationId, function name and file: `registrations-request` is functions/registrations/request.ts. */
  readonly id: string
  readonly method: Method
  readonly path: `/v1/${string}`
  readonly summary: string
  readonly access: Access
  /** More calls get 429 `rate-limited`: contract/limits.ts has the kinds. `none` is for an operation that reads and does nothing. */
  readonly limit: LimitName | 'none'
  /** Signed-in people without a profile may call it: it creates the profile. */
  readonly withoutProfile?: true
  /** Needs a sign-in of the last 15 minutes, so that an open or a stolen session alone cannot do it. */
  readonly sensitive?: true
  /** Where App Check is configured, only the web app may call it: bots would create accounts or send e-mail with it. */
  readonly fromApp?: true
  /** Takes an `Idempotency-Key`: it creates a document that has no natural key. */
  readonly idempotent?: true
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** Also accepts a form as the body, and ignores it. */
  readonly takesForm?: true
  /** By status. `null`: no body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>
  /** Codes beyond those that every operation with this access can return. */
  readonly problems?: readonly ProblemCode[]
  /** Also replies with text/csv. */
  readonly csv?: true
  /** Also replies with a workbook for spreadsheets. */
  readonly xlsx?: true
  /** Replies with image/webp instead of JSON. */
  readonly image?: true
  /** Replies with text/calendar instead of JSON. */
  readonly calendar?: true
  /** Replies with the address where a browser continues. */
  readonly redirects?: true
}

/** The position of each declared operation. */
export const declarationOrder = new Map<Operation, number>()

/** The media type of a workbook. */
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Declares an operation. Handlers and clients take their types from its exact type. */
export const operation = <const O extends Operation>(declared: O): O => {
  declarationOrder.set(declared, declarationOrder.size)
  return declared
}
