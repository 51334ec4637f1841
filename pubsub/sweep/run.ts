import { type Chore, runChores } from '../../server/chore.ts'
import { publishDueChecks } from '../../server/cloud-accounts/publish-due-checks.ts'
import { checkDrift } from '../../server/clusters/drift.ts'
import { endClusters } from '../../server/clusters/ends.ts'
import { checkLinks } from '../../server/clusters/links.ts'
import { findLostRuns } from '../../server/clusters/lost-runs.ts'
import { sendDueReminders } from '../../server/events/reminders.ts'
import type { Log } from '../../server/log.ts'
import { announceOverdueEvents } from '../../server/notify/announce-event.ts'
import { publishDueMails } from '../../server/notify/mail-queue.ts'
import { finishRemovals } from '../../server/people/finish-removals.ts'
import { releaseReservations } from '../../server/people/release-reservations.ts'
import { settleOverdueEvents } from '../../server/registrations/settle-overdue.ts'
import { subscriber } from '../subscriber.ts'

/** A message should have done its work by then. */
const overdueMs = 60_000
const maxItems = 200

const chores: readonly Chore[] = [
  { name: 'settle events', run: settleOverdueEvents },
  { name: 'announce changed events', run: announceOverdueEvents },
  { name: 'remind attendees', run: sendDueReminders },
  { name: 'send e-mail', run: publishDueMails },
  { name: 'check cloud accounts', run: publishDueChecks },
  { name: 'find lost runs', run: ({ now, log, maxItems }) => findLostRuns(now, log, maxItems) },
  { name: 'end clusters', run: ({ now, log, maxItems }) => endClusters(now, log, maxItems) },
  { name: 'check clusters for drift', run: ({ now, log }) => checkDrift(now, log) },
  { name: 'check links of clusters', run: ({ now }) => checkLinks(now) },
  { name: 'release reserved usernames', run: ({ now, maxItems }) => releaseReservations(now, maxItems) },
  { name: 'finish removals of people', run: finishRemovals },
]

/** Does what is due, and repairs what crashes and lost messages left. */
export const sweep = (now: string, requestId: string, log: Log, limits = { overdueMs }): Promise<void> =>
  runChores(chores, { now, requestId, log, maxItems, ...limits })

export default subscriber('sweep', (_tick, { now, messageId, log }) => sweep(now, messageId, log))
