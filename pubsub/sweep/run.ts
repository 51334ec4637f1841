import { checkDrift } from '../../server/clusters/drift.ts'
import { endClusters } from '../../server/clusters/ends.ts'
import { checkLinks } from '../../server/clusters/links.ts'
import { findLostRuns } from '../../server/clusters/lost-runs.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { sendReminders } from '../../server/events/reminders.ts'
import type { Log } from '../../server/log.ts'
import { describeError } from '../../server/log.ts'
import { announceEvent } from '../../server/notify/announce-event.ts'
import { publishQueuedMail } from '../../server/notify/mail-queue.ts'
import { finishRemovals } from '../../server/people/finish-removals.ts'
import { releaseReservations } from '../../server/people/release-reservations.ts'
import { publish } from '../../server/publish.ts'
import { settleEvent } from '../../server/registrations/settle-event.ts'
import { subscriber } from '../subscriber.ts'

/** After this many milliseconds, a message should have handled a change. */
export const overdue = 60_000
/** A tick handles this many documents of each chore; the next tick continues. */
const maxPerChore = 200

/**
 * Sends reminders, and repairs the effects of lost messages: unsettled requests and events, missing notices, unsent e-mail, abandoned
 * reservations, unfinished deletions. It also starts the checks of cloud accounts, finds lost runs and drift, checks the services of
 * clusters, and destroys clusters at their end.
 */
export const sweep = async (
  now: string,
  requestId: string,
  log: Log,
  limits: { overdue: number } = { overdue },
): Promise<void> => {
  const due = Timestamp.fromMillis(Date.parse(now) - limits.overdue)
  const [requested, unsettled, unannounced, beginning, unsent, unchecked] = await Promise.all([
    documents
      .registrationsGroup()
      .where('pending', '==', true)
      .where('requestedAt', '<=', due)
      .limit(maxPerChore)
      .get(),
    documents.events().where('unsettled', '==', true).where('updatedAt', '<=', due).limit(maxPerChore).get(),
    documents
      .events()
      .where('announcement.kind', '==', 'event-changed')
      .where('updatedAt', '<=', due)
      .limit(maxPerChore)
      .get(),
    documents
      .events()
      .where('remindAt', '<=', Timestamp.fromDate(new Date(now)))
      .limit(maxPerChore)
      .get(),
    documents
      .mails()
      .where('state', '==', 'pending')
      .where('nextAt', '<=', Timestamp.fromDate(new Date(now)))
      .limit(maxPerChore)
      .get(),
    documents
      .cloudAccounts()
      .where('disabled', '==', false)
      .where('nextCheckAt', '<=', Timestamp.fromDate(new Date(now)))
      .limit(maxPerChore)
      .get(),
  ])
  const events = new Set([
    ...requested.docs.map((doc) => doc.data().eventId),
    ...unsettled.docs.map((doc) => doc.id),
  ])
  // A failure must not stop the other chores. It is logged, and the next tick retries it.
  const each = async (what: string, work: Promise<void>) =>
    work.catch((error: unknown) => log('ERROR', `The sweep failed for ${what}.`, describeError(error)))
  for (const eventId of events) await each(`events/${eventId}`, settleEvent(eventId, requestId))
  for (const doc of unannounced.docs)
    await each(`events/${doc.id}`, announceEvent({ eventId: doc.id, ...doc.data().announcement! }, now))
  for (const doc of beginning.docs)
    await each(`the reminders of events/${doc.id}`, sendReminders(doc.id, now))
  await Promise.all(unsent.docs.map((doc) => publishQueuedMail(doc.id)))
  await Promise.all(unchecked.docs.map(({ id }) => publish('cloud-account-due', id, { accountId: id })))
  await each('runs that are silent', findLostRuns(now, log, maxPerChore))
  await each('clusters that end', endClusters(now, log, maxPerChore))
  await each('clusters that drift', checkDrift(now, log))
  await each('services of clusters', checkLinks(now))
  await each('reserved names', releaseReservations(now, maxPerChore))
  await each('people who leave', finishRemovals(now, requestId, due, maxPerChore))
  if (events.size > 0)
    log('WARNING', 'The sweep settled events whose messages were lost.', { events: [...events] })
}

export default subscriber('sweep', (_tick, { now, messageId, log }) => sweep(now, messageId, log))
