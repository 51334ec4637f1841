import type { EventDocument } from '../../contract/events.ts'
import { roomDetail } from '../../domain/lab-room.ts'
import { Problem } from '../problem.ts'
import { readLabFacts } from './lab.ts'
import { readLabRoom } from './lab-room.ts'

/**
 * Requires that the lab of an event can hold its capacity. The sweep gives a built lab the nodes that it needs, because it looks at each lab with
 * a cluster every minute.
 *
 * @throws Problem `lab-too-small`
 */
export const requireSeatsInLab = async (
  eventId: string,
  event: Pick<EventDocument, 'capacity' | 'startsAt' | 'endsAt'>,
): Promise<void> => {
  const read = await readLabFacts(eventId)
  if (!read || read.lab.state === 'ending') return
  const room = await readLabRoom(read, event, new Date().toISOString())
  if (!room || room.seats >= event.capacity) return
  throw new Problem('lab-too-small', `${roomDetail(room)} Nothing was changed.`)
}
