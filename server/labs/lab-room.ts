import type { EventDocument } from '../../contract/events.ts'
import type { LabRoom } from '../../contract/labs.ts'
import { labRoom } from '../../domain/lab-room.ts'
import { readOfferings } from '../cloud-accounts/offerings.ts'
import { type ReadLabFacts, readLimit } from './lab.ts'

/** How many seats a lab can hold. It knows the quota that the cloud gave in the last day. Undefined where nothing limits the seats. */
export const readLabRoom = async (
  read: ReadLabFacts,
  event: Pick<EventDocument, 'startsAt' | 'endsAt'>,
  now: string,
): Promise<LabRoom | undefined> => {
  const { lab, cluster } = read
  if (lab.platform === 'sandbox' || lab.state === 'ended') return undefined
  const [offerings, limit] = await Promise.all([
    readOfferings(lab.accountId, lab.region, now),
    readLimit(read),
  ])
  const quotas = offerings?.quotas
  return labRoom(lab, event, { quotas, limit, built: cluster?.cluster.nodes.max })
}
