import type { LabReceipt } from '../../contract/labs.ts'
import { labCost, labTimes, seatsIn } from '../../domain/labs.ts'
import { documents, type WriteBatch } from '../documents.ts'
import type { ReadLabFacts } from './lab.ts'

/** Adds what a cluster that is gone has cost to the commit that records its end. A cluster is gone once, so there is one document for each. */
export const addLabCost = (
  batch: WriteBatch,
  { eventId, lab, event }: ReadLabFacts,
  { clusterId, from, to, nodes, cost }: LabReceipt,
): void => {
  const { ownerId, accountId, offerId, platform } = lab
  const estimate = event && labCost(lab, labTimes(event, lab), seatsIn(lab, event)).total
  batch.set(documents.labCost(clusterId), {
    ownerId,
    accountId,
    ...(offerId && { offerId }),
    eventId,
    title: event?.title ?? '',
    platform,
    nodes,
    isRehearsal: lab.rehearsal !== undefined,
    from,
    to,
    estimate: estimate ?? null,
    actual: cost,
    people: event?.seatsTaken ?? 0,
  })
}
