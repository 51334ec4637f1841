import { type ChoreContext, overdueSince, runForEach } from '../chore.ts'
import { documents } from '../documents.ts'
import { settleEvent } from './settle-event.ts'

/** Settles events whose message was lost: events with pending registrations, and changed events. */
export const settleOverdueEvents = async (context: ChoreContext): Promise<number> => {
  const since = overdueSince(context)
  const [pending, unsettled] = await Promise.all([
    documents
      .registrationsGroup()
      .where('pending', '==', true)
      .where('requestedAt', '<=', since)
      .limit(context.maxItems)
      .get(),
    documents
      .events()
      .where('unsettled', '==', true)
      .where('updatedAt', '<=', since)
      .limit(context.maxItems)
      .get(),
  ])
  const eventIds = [
    ...new Set([
      ...pending.docs.map((snapshot) => snapshot.ref.parent.parent!.id),
      ...unsettled.docs.map((snapshot) => snapshot.id),
    ]),
  ]
  await runForEach(
    context,
    eventIds.map((id) => ({ path: `events/${id}`, id })),
    ({ id }) => settleEvent(id, context.requestId),
  )
  if (eventIds.length > 0)
    context.log('WARNING', 'The sweep settled events whose message was lost.', { events: eventIds })
  return eventIds.length
}
