import type { PlaceWork } from '../../contract/lab-places.ts'
import { hasPlaceIn, labTimes, noPlaceDetail } from '../../domain/labs.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import type { Caller } from '../../server/caller.ts'
import { documents } from '../../server/documents.ts'
import { maySee } from '../../server/events/event.ts'
import { readLabFacts } from '../../server/labs/lab.ts'
import { requestPlace, requireServer } from '../../server/labs/place.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { readDocument } from '../../server/read-document.ts'
import type { Commit } from '../record-activity.ts'

const readOpenLab = async (eventId: string, caller: Caller, now: string) => {
  const read = await readLabFacts(eventId)
  if (!read?.event || !maySee(caller, read.event)) throw notFound('lab')
  const isOpen = read.lab.state === 'ready' && labTimes(read.event, read.lab).endsAt > now
  return { ...read, event: read.event, isOpen }
}

/** What a person or an organiser wants for a place. @param params `userId` may be `me` */
export const changeServer = async (
  params: { eventId: string; userId: string },
  caller: Caller,
  work: PlaceWork,
  { now, commit }: { now: string; commit: Commit },
): Promise<void> => {
  const { eventId } = params
  const uid = params.userId === 'me' ? caller.uid : params.userId
  const [{ event, lab, isOpen }, registration] = await Promise.all([
    readOpenLab(eventId, caller, now),
    readDocument(documents.registration(eventId, uid)),
  ])
  const isOwn = uid === caller.uid
  // The same answer for everybody else and for unknown people, because it must not tell who has a seat.
  if (!isOwn && !(registration.exists && may(caller, 'labs-read', standingsOf(caller.uid, event))))
    throw notFound('place')
  const seat = registration.data()
  if (!hasPlaceIn(lab, uid, seat))
    throw new Problem('no-seat', isOwn ? noPlaceDetail(seat) : 'This person holds no seat.')
  if (!isOpen) throw new Problem('lab-not-open', 'This lab is not open now.')
  if (lab.overBudgetAt && work !== 'stop') await requireServer(eventId, uid)
  const person = { uid, name: isOwn ? caller.name : '' }
  await requestPlace(eventId, person, work, now, (batch) => commit(batch, `labs/${eventId}`))
}
