import { dueWarning, labTimes, nextLabStep } from '../../domain/labs.ts'
import { commitWithActivity } from '../activity.ts'
import { type ChoreContext, runForEach } from '../chore.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { labNotice } from '../notify/notice-content.ts'
import { notifyAttendees } from '../notify/notify-attendees.ts'
import { publish } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { factsOf, type ReadLabFacts, readLabFacts, readLimit, updateLab } from './lab.ts'
import { closePlaces } from './place.ts'
import { notifyOrganisers, takeStep } from './take-step.ts'

const warningOf = ({ lab, event }: ReadLabFacts, now: string): number | undefined =>
  event && dueWarning(lab, labTimes(event, lab).endsAt, now)

/**
 * Warns people with a seat 15 and 5 minutes before their lab ends. The id of the notice has the end, so a repeated call notifies only people
 * without it.
 */
const warnPeople = async (read: ReadLabFacts, now: string): Promise<void> => {
  const { eventId, lab, event } = read
  const minutes = warningOf(read, now)
  if (!event || minutes === undefined) return
  const { endsAt } = labTimes(event, lab)
  const seats = documents.registrations(eventId).where('state', '==', 'confirmed').orderBy('requestedAt')
  const content = labNotice('lab-ending', { id: eventId, ...event }, { at: endsAt, minutes })
  await notifyAttendees(seats, `lab-ending-${minutes}_${eventId}_${Date.parse(endsAt)}`, content, now)
  const batch = db.batch()
  updateLab(batch, read, { warned: { minutes, endsAt } })
  await batch.commit()
}

const isLate = ({ lab, event }: ReadLabFacts, now: string): boolean => {
  if (event?.state !== 'published' || lab.rehearsal) return false
  const { opensAt } = labTimes(event, lab)
  const isWaiting = lab.state === 'scheduled' || lab.state === 'building'
  return isWaiting && opensAt <= now && lab.lateFor !== opensAt
}

/** Tells organisers once that a lab is not ready when it should be. */
const reportDelay = async (read: ReadLabFacts, now: string): Promise<void> => {
  const { eventId, lab, event } = read
  if (!event || !isLate(read, now)) return
  const { opensAt } = labTimes(event, lab)
  const batch = db.batch()
  const content = labNotice('lab-late', { id: eventId, ...event })
  notifyOrganisers(batch, read, `lab-late_${eventId}_${Date.parse(opensAt)}`, content, now)
  updateLab(batch, read, { lateFor: opensAt })
  await batch.commit()
}

/** Takes the next step of one lab. Two sweeps at once, and a sweep after a crash, do the same once. */
export const runLab = async (eventId: string, now: string): Promise<void> => {
  const outcome = await retryOnConflict(async () => {
    const read = await readLabFacts(eventId)
    if (!read) return undefined
    const limit = read.cluster && (await readLimit(read))
    const step = nextLabStep(factsOf(read, now, limit))
    // The places of a lab end before its cluster is forgotten, because nobody looks at them afterwards.
    if (step.do === 'record' && step.event.type === 'cluster-gone') await closePlaces(eventId, now)
    const batch = db.batch()
    const { lab, start, writes } = await takeStep(batch, read, step, now)
    const change = {
      id: `labs-run_${eventId}_${read.readAt.toMillis()}`,
      action: 'labs-run',
      thing: `labs/${eventId}`,
      at: now,
      details: { state: lab.state },
    }
    const isNews = lab.state !== read.lab.state || step.do === 'scale' || step.do === 'report-budget'
    if (isNews) await commitWithActivity(batch, change)
    else if (writes) await batch.commit()
    return { start, step, readAfter: { ...read, lab } }
  })
  if (!outcome) return
  const { start, step, readAfter } = outcome
  if (start) await publish('cluster-run', start.runId, start)
  // Another function builds it and calls its hub, because the sweep may not open secrets.
  const isAtHub = readAfter.lab.state === 'ready' || readAfter.lab.state === 'ending'
  if (step.do === 'create' || isAtHub) await publish('lab-due', eventId, { eventId })
  // Both write, so they read the lab as the step left it. Most minutes have nothing to tell.
  const tell = (work: (read: ReadLabFacts, now: string) => Promise<void>) =>
    retryOnConflict(async () => {
      const read = await readLabFacts(eventId)
      if (read) await work(read, now)
    })
  if (isLate(readAfter, now)) await tell(reportDelay)
  if (warningOf(readAfter, now) !== undefined) await tell(warnPeople)
}

/** Builds labs in time, follows their clusters and their events, warns people, and removes labs at their end. */
export const runLabs = async (context: ChoreContext): Promise<number> => {
  const { now, maxItems } = context
  let query = documents
    .labs()
    .where('dueAt', '<=', Timestamp.fromDate(new Date(now)))
    .orderBy('dueAt')
    .limit(maxItems)
  let count = 0
  // A lab at work stays due. So the chore reads all due labs: a limit would let the earliest ones hide the others.
  for (;;) {
    const page = await query.get()
    count += await runForEach(
      context,
      page.docs.map(({ id, ref }) => ({ path: ref.path, id })),
      ({ id }) => runLab(id, now),
    )
    if (page.size < maxItems) return count
    query = query.startAfter(page.docs.at(-1)!)
  }
}
