import type { WriteBatch } from '@google-cloud/firestore'
import { announcementDocument } from '../../contract/announcements.ts'
import type { EventDocument } from '../../contract/events.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { changesBetween, gatherChange, knownEventOf, mustBeTold } from '../../domain/event-changes.ts'
import { documents, toFields } from '../documents.ts'
import { invalidInput } from '../problem.ts'
import { readableData } from '../readable.ts'

type ChangedEvent = {
  eventId: string
  eventBefore: EventDocument
  eventAfter: EventDocument
  /** The new link; undefined: it stays. */
  url: string | null | undefined
}

/**
 * Adds the changes of a published event to the batch of the change. The sweep sends them to attendees: announce-event.ts. If another change
 * commits first, the batch fails with `notFound`, `alreadyExists` or `failedPrecondition`.
 *
 * @param isQuiet the organiser wants no notice
 * @throws Problem `invalid-input` for a quiet change of more than texts
 */
export const gatherChanges = async (
  batch: WriteBatch,
  { eventId, eventBefore, eventAfter, url }: ChangedEvent,
  { isQuiet, change, now }: { isQuiet: boolean; change: string; now: string },
): Promise<void> => {
  if (eventBefore.state !== 'published') return
  const [access, announcement] = await Promise.all([
    documents.eventAccess(eventId).get(),
    documents.announcement(eventId).get(),
  ])
  const urlBefore = readableData(access)?.url ?? null
  const known = {
    eventBefore: knownEventOf(eventBefore, urlBefore),
    eventAfter: knownEventOf(eventAfter, url === undefined ? urlBefore : url),
  }
  if (isQuiet && mustBeTold(changesBetween(known.eventBefore, known.eventAfter)))
    throw invalidInput([fieldProblem('notify', 'notifyNeeded')])
  if (eventBefore.seatsTaken + eventBefore.waitlisted === 0 && !announcement.exists) return
  const gathered = gatherChange(readableData(announcement), { eventId, ...known }, { isQuiet, change, now })
  if (!gathered) return
  if (announcement.exists)
    batch.update(announcement.ref, toFields(announcementDocument, gathered), {
      lastUpdateTime: announcement.updateTime!,
    })
  else batch.create(announcement.ref, gathered)
}
