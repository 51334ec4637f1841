import type { SweepResult } from '../../contract/system.ts'
import { type Chore, runChores } from '../../server/chore.ts'
import { publishDueChecks } from '../../server/cloud-accounts/publish-due-checks.ts'
import { checkDrift } from '../../server/clusters/drift.ts'
import { endClusters } from '../../server/clusters/ends.ts'
import { checkLinks } from '../../server/clusters/links.ts'
import { findLostRuns } from '../../server/clusters/lost-runs.ts'
import { documents } from '../../server/documents.ts'
import { sendDueReminders } from '../../server/events/reminders.ts'
import { runLabs } from '../../server/labs/run-labs.ts'
import type { Log } from '../../server/log.ts'
import { announceEvents } from '../../server/notify/announce-event.ts'
import { publishDueMails } from '../../server/notify/mail-queue.ts'
import { applySuspensions } from '../../server/people/apply-suspension.ts'
import { findOrphans } from '../../server/people/find-orphans.ts'
import { finishRemovals } from '../../server/people/finish-removals.ts'
import { finishSuspensions } from '../../server/people/postponed-suspensions.ts'
import { releaseReservations } from '../../server/people/release-reservations.ts'
import { settleOverdueEvents } from '../../server/registrations/settle-overdue.ts'
import { findUnreadable } from '../../server/system/find-unreadable.ts'
import { measureSystem } from '../../server/system/measure-system.ts'
import { subscriber } from '../subscriber.ts'

/** A message should have done its work by then. */
const overdueMs = 20_000
const maxItems = 200

const chores: readonly Chore[] = [
  { name: 'settle events', run: settleOverdueEvents },
  { name: 'announce changed events', run: announceEvents },
  { name: 'remind attendees', run: sendDueReminders },
  { name: 'send e-mail', run: publishDueMails },
  { name: 'check cloud accounts', run: publishDueChecks },
  { name: 'find lost runs', run: (context) => findLostRuns(context) },
  // Before `end clusters`, so that a lab ends its cluster itself.
  { name: 'run labs', run: runLabs },
  { name: 'end clusters', run: endClusters },
  { name: 'check clusters for drift', run: checkDrift },
  { name: 'check links of clusters', run: checkLinks },
  { name: 'release reserved usernames', run: releaseReservations },
  { name: 'finish removals of people', run: finishRemovals },
  { name: 'find unreadable documents', run: findUnreadable },
  {
    name: 'apply suspensions',
    run: async (context) => (await finishSuspensions(context)) + (await applySuspensions(context)),
  },
  { name: 'find people without an account', run: findOrphans },
]

/**
 * Does what is due, and repairs what crashes and lost messages left. Stores the result for the page *System*.
 *
 * @throws AggregateError when every chore fails
 */
export const sweep = async (
  now: string,
  requestId: string,
  log: Log,
  limits = { overdueMs },
): Promise<void> => {
  const startedMs = Date.now()
  const results = await runChores(chores, { now, requestId, log, maxItems, ...limits })
  const endedMs = Date.now()
  const result: SweepResult = {
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(endedMs).toISOString(),
    chores: results,
  }
  await documents.sweep().set(result)
  log('INFO', 'The sweep is done.', {
    durationMs: endedMs - startedMs,
    items: results.reduce((sum, { items }) => sum + items, 0),
    failures: results.reduce((sum, { failures }) => sum + failures, 0),
    ...(await measureSystem(now, log)),
  })
}

export default subscriber('sweep', (_tick, { now, messageId, log }) => sweep(now, messageId, log))
