import { type EventDocument, eventDocument } from '../../contract/events.ts'
import { changeAll } from '../change-all.ts'
import { db, FieldValue, toFields } from '../documents.ts'
import { requestSettle } from '../publish.ts'

type HidingReason = NonNullable<EventDocument['hiddenFor']>
type Hidden = Pick<EventDocument, 'state' | 'stateBeforeHiding' | 'hiddenFor'>
/** Fields as Firestore stores them. */
export type EventFields = ReturnType<typeof toFields>

/**
 * The change that hides an event, so that only admins see it and nobody registers. Registrations, seats and the line stay. A notice of
 * a change that is due while the event is hidden is dropped.
 *
 * @returns undefined for an event that is not public
 */
export const hidingOf = (
  { state }: Pick<EventDocument, 'state'>,
  hiddenFor: HidingReason,
): EventFields | undefined => {
  if (state === 'hidden') return toFields(eventDocument, { hiddenFor })
  if (state !== 'published' && state !== 'cancelled') return undefined
  return toFields(eventDocument, { state: 'hidden', stateBeforeHiding: state, hiddenFor })
}

/**
 * The change that shows a hidden event again.
 *
 * @param isSuspended the owner is suspended, so the event stays hidden for that reason
 * @returns undefined for an event that is not hidden for this reason
 */
export const showingOf = (
  { state, stateBeforeHiding = 'published', hiddenFor }: Hidden,
  reason: HidingReason,
  isSuspended = false,
): EventFields | undefined => {
  if (state !== 'hidden' || hiddenFor !== reason) return undefined
  if (isSuspended) return toFields(eventDocument, { hiddenFor: 'suspension' })
  return toFields(eventDocument, {
    state: stateBeforeHiding,
    stateBeforeHiding: FieldValue.delete(),
    hiddenFor: FieldValue.delete(),
    unsettled: true,
  })
}

/** Without a converter: one event that its schema refuses does not keep the other ones from being hidden. */
const eventsOf = (ownerId: string) => db.collection('events').where('ownerId', '==', ownerId)

/** Hides the events of a suspended person. Events that are hidden because of reports stay hidden for that reason. */
export const hideEvents = (ownerId: string): Promise<void> =>
  changeAll(eventsOf(ownerId).where('state', 'in', ['published', 'cancelled']), (batch, snapshot) =>
    batch.update(snapshot.ref, hidingOf({ state: snapshot.get('state') }, 'suspension')!, {
      lastUpdateTime: snapshot.updateTime,
    }),
  )

/** Shows the events that were hidden with a person's suspension. Settling then gives free seats to the people who wait. */
export const showEvents = async (ownerId: string): Promise<void> => {
  const eventIds = new Set<string>()
  const hidden = eventsOf(ownerId).where('state', '==', 'hidden').where('hiddenFor', '==', 'suspension')
  await changeAll(hidden, (batch, snapshot) => {
    eventIds.add(snapshot.id)
    batch.update(snapshot.ref, showingOf(snapshot.data() as Hidden, 'suspension')!, {
      lastUpdateTime: snapshot.updateTime,
    })
  })
  const at = new Date().toISOString()
  await Promise.all([...eventIds].map((eventId) => requestSettle('event-capacity-changed', eventId, at)))
}
