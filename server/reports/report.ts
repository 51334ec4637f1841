import type { EventDocument } from '../../contract/events.ts'
import type { Report, ReportDocument } from '../../contract/reports.ts'
import { eventExists, stateOf } from '../../domain/events.ts'
import { documents } from '../documents.ts'

/** @param event undefined if it was deleted for good */
export const presentReport = (
  eventId: string,
  report: ReportDocument,
  event: EventDocument | undefined,
): Report => ({
  ...report,
  eventId,
  event: eventExists(event)
    ? {
        title: event.title,
        state: stateOf(event),
        startsAt: event.startsAt,
        ownerId: event.ownerId,
        ownerName: event.ownerName,
      }
    : null,
})

/** Reads a report, if there is one, with its event. `readAt` is the precondition of a later update. */
export const readReport = async (eventId: string) => {
  const [snapshot, eventSnapshot] = await Promise.all([
    documents.report(eventId).get(),
    documents.event(eventId).get(),
  ])
  return {
    ref: snapshot.ref,
    report: snapshot.data(),
    readAt: snapshot.updateTime,
    event: eventSnapshot.data(),
    eventRef: eventSnapshot.ref,
    eventReadAt: eventSnapshot.updateTime,
  }
}
