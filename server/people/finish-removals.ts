import { eventDocument } from '../../contract/events.ts'
import { cancellationOf, stateOf } from '../../domain/events.ts'
import { commitWithActivity } from '../activity.ts'
import { type ChoreContext, overdueSince, runForEach } from '../chore.ts'
import { updateCluster } from '../clusters/apply-event.ts'
import { db, documents, toFields, toIso } from '../documents.ts'
import { requestSettle } from '../publish.ts'
import { readableData } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { removePerson } from './remove-person.ts'

/** Cancels an event that has not begun, so that everybody who registered gets a notice. */
const cancelComingEvent = (eventId: string, now: string): Promise<void> =>
  retryOnConflict(async () => {
    const snapshot = await documents.event(eventId).get()
    const event = readableData(snapshot)
    if (!event || stateOf(event) !== 'published' || event.startsAt <= now) return
    const batch = db.batch()
    batch.update(snapshot.ref, toFields(eventDocument, cancellationOf(event, now)), {
      lastUpdateTime: snapshot.updateTime!,
    })
    await commitWithActivity(batch, {
      id: `events-cancel_${eventId}`,
      action: 'events-cancel',
      thing: snapshot.ref.path,
      at: now,
    })
    await requestSettle('event-capacity-changed', eventId, toIso(snapshot.updateTime!))
  })

/** A coming event without an owner would take people's seats and never happen. */
const cancelComingEvents = async (ownerId: string, now: string): Promise<void> => {
  const events = await documents
    .events()
    .where('ownerId', '==', ownerId)
    .where('state', 'in', ['published', 'hidden'])
    .get()
  for (const { id } of events.docs) await cancelComingEvent(id, now)
}

/** Lets the sweep destroy the person's clusters. @returns whether there are any */
const endClusters = async (ownerId: string, now: string): Promise<boolean> => {
  const live = await documents.clusters().where('ownerId', '==', ownerId).where('live', '==', true).get()
  for (const { id } of live.docs)
    await retryOnConflict(async () => {
      const snapshot = await documents.cluster(id).get()
      const cluster = snapshot.data()
      if (!cluster?.live || (cluster.endsAt && cluster.endsAt <= now)) return
      const batch = db.batch()
      // The owner has no use for a warning.
      updateCluster(batch, { id, readAt: snapshot.updateTime! }, { endsAt: now, endTold: true })
      await batch.commit()
    })
  return !live.empty
}

/**
 * Removes a person whose access has `deletingSince`. A request that was in flight, or an account that was deleted at Firebase, can leave
 * coming events and clusters: the events are cancelled. While a cluster lives, the person stays, because the clusters cannot be destroyed
 * without the person's cloud accounts.
 */
export const finishRemoval = async (uid: string, requestId: string, now: string): Promise<void> => {
  await cancelComingEvents(uid, now)
  if (await endClusters(uid, now)) return
  await removePerson(uid, requestId, now)
}

/** Removes people whose removal was interrupted by a crash, or waits for their clusters. */
export const finishRemovals = async (context: ChoreContext): Promise<number> => {
  const unfinished = await documents
    .accessCollection()
    .where('deletingSince', '<=', overdueSince(context))
    .limit(context.maxItems)
    .get()
  return runForEach(
    context,
    unfinished.docs.map(({ id }) => ({ path: `access/${id}`, id })),
    ({ id }) => finishRemoval(id, context.requestId, context.now),
  )
}
