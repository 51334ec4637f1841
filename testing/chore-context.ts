import type { ChoreContext } from '../server/chore.ts'
import { createLogger } from '../server/log.ts'

/** The context that the sweep would pass to its chores now. */
export const choreContext = (change: Partial<ChoreContext> = {}): ChoreContext => ({
  now: new Date().toISOString(),
  requestId: 'sweep',
  log: createLogger(),
  overdueMs: 60_000,
  maxItems: 200,
  ...change,
})
