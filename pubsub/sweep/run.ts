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

/** What a message should have seen to by now. In milliseconds. */
export const overdue = 60_000
/** Each tick takes so much of each kind; the next one takes on. */
const maxPerChore = 200

/** Reminds people of what begins soon, and settles what a lost message left: requests nobody settled, changed events, notices not everybody has, e-mail that waits to be sent, names nobody took up, people who left; and has cloud accounts checked and clusters looked at once a day, lost runs found, and clusters destroyed at their end. */
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
  // One that fails must not keep the others waiting: it is named, and tried again at the next tick.
  const each = async (what: string, work: Promise<void>) =>
    work.catch((error: unknown) => log('ERROR', `The sweep could not see to ${what}.`, describeError(error)))
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
  if (events.size > 0) log('WARNING', 'The sweep settled what no message had.', { events: [...events] })
}

export default subscriber('sweep', (_tick, { now, messageId, log }) => sweep(now, messageId, log))
