import type { EventDocument } from '../../contract/events.ts'
import type { Lab, LabDocument } from '../../contract/labs.ts'
import { type LabView, presentLab } from '../../domain/present-lab.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'

/** A lab for an organiser. Only its operator and admins see an account that was offered. */
export const presentLabFor = (
  eventId: string,
  {
    lab,
    event,
  }: { lab: LabDocument; event: Pick<EventDocument, 'startsAt' | 'endsAt' | 'capacity' | 'seatsTaken'> },
  caller: Caller,
  facts: Omit<LabView, 'hidesAccount'>,
): Lab => {
  const seesAccount =
    lab.offerId === undefined ||
    may(caller, 'cloud-account-manage', standingsOf(caller.uid, { ownerId: lab.ownerId }))
  return presentLab(eventId, lab, event, { ...facts, hidesAccount: !seesAccount })
}
