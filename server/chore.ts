import { Timestamp } from './documents.ts'
import { describeError, type Log } from './log.ts'

/** What the sweep gives to each chore. */
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

/** One task of the sweep. It may run at once with itself and with the messages whose work it repeats. */
export type Chore = { name: string; run: (context: ChoreContext) => Promise<void> }

/** Work that has waited since then has lost its message. */
export const overdueSince = ({ now, overdueMs }: ChoreContext): Timestamp =>
  Timestamp.fromMillis(Date.parse(now) - overdueMs)

/** Runs the chores in order. A failing chore is logged by name and never stops another; the next sweep runs it again. */
export const runChores = async (chores: readonly Chore[], context: ChoreContext): Promise<void> => {
  for (const { name, run } of chores)
    await run(context).catch((error: unknown) =>
      context.log('ERROR', 'A chore of the sweep failed.', { chore: name, ...describeError(error) }),
    )
}

/** Works on each path of a chore in order. A failing item is logged by its path and never stops another. */
export const runForEach = async <T extends { path: string }>(
  { log }: ChoreContext,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  for (const item of items)
    await work(item).catch((error: unknown) =>
      log('ERROR', 'The sweep failed on a document.', { path: item.path, ...describeError(error) }),
    )
}
