import type { ChoreName, SweepResult } from '../contract/system.ts'
import { Timestamp } from './documents.ts'
import { describeError, type Log } from './log.ts'

/** The context that the sweep passes to each chore. */
export type ChoreContext = {
  /** RFC 3339, the same for the whole sweep. */
  now: string
  requestId: string
  log: Log
  /** A chore leaves younger work to the message that carries it. */
  overdueMs: number
  /** A chore takes at most this many documents; the next sweep takes the rest. */
  maxItems: number
}

/**
 * One task of the sweep. It may run at once with itself and with the messages whose work it repeats. `run` returns how many documents it
 * worked on.
 */
export type Chore = { name: ChoreName; run: (context: ChoreContext) => Promise<number> }

/** Work that has waited since then has lost its message. */
export const overdueSince = ({ now, overdueMs }: ChoreContext): Timestamp =>
  Timestamp.fromMillis(Date.parse(now) - overdueMs)

/** Runs one chore, names it in what it logs, and counts the errors that it logs. */
const runChore = async ({ name, run }: Chore, context: ChoreContext) => {
  let failures = 0
  const log: Log = (severity, message, fields) => {
    if (severity === 'ERROR') failures++
    context.log(severity, message, { chore: name, ...fields })
  }
  try {
    const items = await run({ ...context, log })
    return { name, items, failures }
  } catch (error) {
    log('ERROR', 'A chore of the sweep failed.', describeError(error))
    return { name, items: 0, failures, error }
  }
}

/**
 * Runs the chores in order. A failing chore is logged by name and never stops another; the next sweep runs it again.
 *
 * @throws AggregateError when every chore failed, so that Pub/Sub delivers the message again
 */
export const runChores = async (
  chores: readonly Chore[],
  context: ChoreContext,
): Promise<SweepResult['chores']> => {
  const results: SweepResult['chores'] = []
  const errors: unknown[] = []
  for (const chore of chores) {
    const { error, ...result } = await runChore(chore, context)
    if (error !== undefined) errors.push(error)
    results.push(result)
  }
  if (chores.length > 0 && errors.length === chores.length)
    throw new AggregateError(errors, 'Every chore of the sweep failed.')
  return results
}

type Work<T> = (item: T) => Promise<unknown>

const runItem = async <T extends { path: string }>({ log }: ChoreContext, item: T, work: Work<T>) => {
  try {
    await work(item)
  } catch (error) {
    log('ERROR', 'The sweep failed on a document.', { path: item.path, ...describeError(error) })
  }
}

/** One item that waits for a lock or another service holds only its lane. */
const lanes = 8

/**
 * Starts work on the paths of a chore in order, on eight at once. A failing item is logged by its path and never stops another. @returns how
 * many items there are
 */
export const runForEach = async <T extends { path: string }>(
  context: ChoreContext,
  items: readonly T[],
  work: Work<T>,
): Promise<number> => {
  const waiting = items.values()
  const runLane = async () => {
    for (const item of waiting) await runItem(context, item, work)
  }
  await Promise.all(Array.from({ length: lanes }, runLane))
  return items.length
}

/** Works on all paths at once, for work that waits for other services. A failing item is logged by its path. @returns how many items there are */
export const runForAll = async <T extends { path: string }>(
  context: ChoreContext,
  items: readonly T[],
  work: Work<T>,
): Promise<number> => {
  await Promise.all(items.map((item) => runItem(context, item, work)))
  return items.length
}
