import type { EventDocument } from '../../contract/events.ts'
import { labDocument } from '../../contract/labs.ts'
import { documents, toFields, type WriteBatch } from '../documents.ts'

/** Lets the sweep look at the lab of an event that changes, in the commit of the change. An event with `hasLab` always has the document. */
export const lookAtLab = (
  batch: WriteBatch,
  eventId: string,
  { hasLab }: Pick<EventDocument, 'hasLab'>,
  now: string,
): void => {
  if (hasLab) batch.update(documents.lab(eventId), toFields(labDocument, { dueAt: now }))
}
