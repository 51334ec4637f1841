import type { OperationId } from '../../contract/index.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import type { Action } from '../../domain/roles.ts'
import type { Person } from '../people.ts'
import type { World } from '../world.ts'

/** How an operation is called so that it succeeds: what a test of its refusals starts from. */
export type Call = {
  /** Who may is another row of domain/roles.ts than the one of the operation's name. */
  action?: Action
  /** Olga unless told. */
  as?: (world: World) => Person
  params?: (world: World) => Record<string, string>
  /** Names what is somebody else's, where `params` says `me`. */
  others?: (world: World) => Record<string, string>
  /** Every field of the query, with a value it takes. */
  query?: Record<string, string>
  /** Every field of the body, with a value it takes. */
  body?: (world: World) => Record<string, unknown>
  /** What it answers then. */
  status: number
  /** Who or what is refused, beyond what any operation refuses. */
  refused?: readonly Refused[]
}
export type Refused = Pick<Call, 'as' | 'params' | 'body'> & { what: string; code: ProblemCode }

/** The calls of one resource. A missing or misspelled operation doesn't compile. */
export type CallsOf<Resource extends string> = Readonly<
  Record<Extract<OperationId, `${Resource}-${string}`>, Call>
>
