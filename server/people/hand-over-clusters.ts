import type { WriteBatch } from '@google-cloud/firestore'
import type { AccessDocument } from '../../contract/people.ts'
import { may } from '../../domain/roles.ts'
import { updateCluster } from '../clusters/apply-event.ts'
import { documents } from '../documents.ts'
import { Problem } from '../problem.ts'
import { readableDocs } from '../readable.ts'

const mayHaveClusters = (uid: string, { role }: AccessDocument): boolean => may({ uid, role }, 'clusters-get')

/** Reads the clusters that may cost money and that their owner could no longer manage with another role. */
export const readOrphans = async (uid: string, accessBefore: AccessDocument, accessAfter: AccessDocument) => {
  if (!mayHaveClusters(uid, accessBefore) || mayHaveClusters(uid, accessAfter)) return []
  const live = await documents.clusters().where('ownerId', '==', uid).where('live', '==', true).get()
  return readableDocs(live.docs)
}
type Orphans = Awaited<ReturnType<typeof readOrphans>>

const maxNamed = 5

/** Makes `newOwner` the owner of the clusters. @throws Problem `owns-clusters` without a new owner */
export const handOverClusters = (batch: WriteBatch, orphans: Orphans, newOwner: string | undefined): void => {
  if (orphans.length === 0) return
  if (!newOwner) {
    const names = orphans.slice(0, maxNamed).map(({ data }) => data.name)
    const more = orphans.length > maxNamed ? ` and ${orphans.length - maxNamed} more` : ''
    throw new Problem(
      'owns-clusters',
      `This person could no longer manage these clusters: ${names.join(', ')}${more}. Take them over with the change, or destroy them first. Nothing was changed.`,
    )
  }
  for (const { snapshot } of orphans)
    updateCluster(batch, { id: snapshot.id, readAt: snapshot.updateTime! }, { ownerId: newOwner })
}
