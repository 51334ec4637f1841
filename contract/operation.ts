import type * as z from 'zod'
import type { ProblemCode } from './problems.ts'
import './validation-issues.ts'

/**
 * Who may call, before anything is known of the resource:
 * public: nobody asks · recognised: public, and a caller who shows a token is known · user: signed in, with a profile ·
 * verified: also with a verified e-mail address · role: whose role the table in domain/roles.ts grants the operation to ·
 * runner: a job of Labseat's own, which shows its Google identity, and in the body what opens its one run.
 * What a caller may do with a thing is in that table too.
 */
export type Access = 'public' | 'recognised' | 'user' | 'verified' | 'role' | 'runner'
export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'

/** So many at once, and as many again within the time. */
export type Limit = { readonly max: number; readonly seconds: number }

export type Operation = {
  /** operationId, function name and file: `registrations-request` is functions/registrations/request.ts. */
  readonly id: string
  readonly method: Method
  readonly path: `/v1/${string}`
  readonly summary: string
  readonly access: Access
  /** A signed-in person without a profile may call it (only what makes the profile). */
  readonly withoutProfile?: true
  /** Takes an `Idempotency-Key`: it creates, and nothing in it is a natural key. */
  readonly idempotent?: true
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** Also takes a form for a body, and does not look at it. */
  readonly takesForm?: true
  /** By status. `null`: no body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>
  /** Codes beyond the ones any operation of this access can give. */
  readonly problems?: readonly ProblemCode[]
  /**
   * So many calls at once and as many again within the time; beyond it 429 `rate-limited`. By address they are counted over all
   * instances, by person each instance counts for itself.
   */
  readonly limit?: Limit & { readonly by: 'address' | 'person' }
  /** Also answers text/csv. */
  readonly csv?: true
  /** Answers image/webp instead of JSON. */
  readonly image?: true
}

/** Declares an operation; its exact type is what handlers and clients are typed by. */
export const operation = <const O extends Operation>(declared: O): O => declared
