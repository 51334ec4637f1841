import type { WriteBatch } from '@google-cloud/firestore'
import type { ClusterDocument } from '../../contract/clusters.ts'
import { type LabDocument, labDocument, type StoredLab } from '../../contract/labs.ts'
import { type ExistingEvent, eventExists } from '../../domain/events.ts'
import { labSpent } from '../../domain/lab-budget.ts'
import type { LabFacts } from '../../domain/labs.ts'
import { type Action, may, standingsOf } from '../../domain/roles.ts'
import { readLimitOf } from '../account-offers/offer.ts'
import type { Caller } from '../caller.ts'
import { documents, type Timestamp } from '../documents.ts'
import { maySee } from '../events/event.ts'
import { notFound, Problem } from '../problem.ts'
import { readDocument } from '../read-document.ts'
import { toUpdate } from '../to-update.ts'

/** A lab as it was read. The commit fails if it has changed since `readAt`. */
export type ReadLab = { eventId: string; lab: LabDocument; readAt: Timestamp }
/** The same with its event. */
export type ReadEventLab = ReadLab & { event: ExistingEvent | undefined }
/** The same with its cluster. */
export type ReadLabFacts = ReadEventLab & {
  cluster: { id: string; cluster: ClusterDocument; readAt: Timestamp } | undefined
}

/** @returns undefined for an event without a lab */
export const readLab = async (eventId: string): Promise<ReadLab | undefined> => {
  const snapshot = await readDocument(documents.lab(eventId))
  const lab = snapshot.data()
  return lab && { eventId, lab, readAt: snapshot.updateTime! }
}

/** Reads what decides who has a place in a lab. */
export const readEventLab = async (eventId: string): Promise<ReadEventLab | undefined> => {
  const [read, eventSnapshot] = await Promise.all([readLab(eventId), readDocument(documents.event(eventId))])
  if (!read) return undefined
  const event = eventSnapshot.data()
  return { ...read, event: eventExists(event) ? event : undefined }
}

/** Reads what decides the next step of a lab. */
export const readLabFacts = async (eventId: string): Promise<ReadLabFacts | undefined> => {
  const read = await readEventLab(eventId)
  if (!read) return undefined
  const { clusterId } = read.lab
  const snapshot = clusterId === null ? undefined : await readDocument(documents.cluster(clusterId))
  const cluster = snapshot?.data()
  return {
    ...read,
    cluster: cluster && { id: snapshot!.id, cluster, readAt: snapshot!.updateTime! },
  }
}

/** Cents that a lab may cost: its budget, or what the other labs of its offer leave. Undefined without a limit. */
export const readLimit = async ({ eventId, lab }: ReadLab): Promise<number | undefined> => {
  const limits = [lab.budget?.amount, lab.offerId && (await readLimitOf(lab.offerId, eventId, lab))]
  const known = limits.filter((limit) => typeof limit === 'number')
  return known.length > 0 ? Math.min(...known) : undefined
}

/** The input of `nextLabStep`. @param limit of `readLimit`, for the sweep, which reports what is spent */
export const factsOf = ({ lab, event, cluster }: ReadLabFacts, now: string, limit?: number): LabFacts => ({
  lab,
  event,
  cluster: cluster?.cluster,
  money: limit === undefined ? undefined : { spent: labSpent(lab, cluster?.cluster, now), limit },
  now,
})

/** Writes a change of a lab into a batch. An undefined value removes its field. */
export const updateLab = (
  batch: WriteBatch,
  { eventId, readAt }: ReadLab,
  patch: { [K in keyof StoredLab]?: StoredLab[K] | undefined },
): void => {
  batch.update(documents.lab(eventId), toUpdate(labDocument, patch), { lastUpdateTime: readAt })
}

/**
 * The lab of an event on which the caller may do `action`.
 *
 * @throws Problem `not-found` without a lab, or for an event that the caller may not see; `forbidden` for people who do not organise it
 */
export const labFor = async (eventId: string, caller: Caller, action: Action) => {
  const read = await readLabFacts(eventId)
  if (!read?.event || !maySee(caller, read.event)) throw notFound('lab')
  if (!may(caller, action, standingsOf(caller.uid, read.event)))
    throw new Problem('forbidden', 'Only the organisers of this event can do that.')
  return { ...read, event: read.event }
}
