import type { OperationId } from '../../contract/index.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import type { Action } from '../../domain/roles.ts'
import type { Person } from '../people.ts'
import type { World } from '../world.ts'

/** A call of an operation that succeeds. Tests of refusals change one part of it. */
export type Call = {
  /** The row of domain/roles.ts, if it is not the operation's own name. */
  action?: Action
  /** The caller. Olga by default. */
  as?: (world: World) => Person
  params?: (world: World) => Record<string, string>
  /** Parameters that name another person's data, where `params` says `me`. */
  otherParams?: (world: World) => Record<string, string>
  /** Every field of the query, with a valid value. */
  query?: Record<string, string>
  /** Every field of the body, with a valid value. */
  body?: (world: World) => Record<string, unknown>
  /** Fields of the body that are refused beside the others. */
  excluded?: readonly string[]
  /** Wrong values of other operations that this one takes, by the names of their rows. */
  accepted?: readonly string[]
  /** The status of the response. */
  status: number
  /** Refusals of this operation, in addition to those of every operation. */
  refused?: readonly Refused[]
}
export type Refused = Pick<Call, 'as' | 'params' | 'body'> & { what: string; code: ProblemCode }

/** The calls of one resource. A missing or misspelled operation doesn't compile. */
export type CallsOf<Resource extends string> = Readonly<
  Record<Extract<OperationId, `${Resource}-${string}`>, Call>
>
