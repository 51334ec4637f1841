import { AggregateField } from '@google-cloud/firestore'
import type { AccountOffer, AccountOfferDocument, ReceivedOffer } from '../../contract/account-offers.ts'
import { eventExists } from '../../domain/events.ts'
import { reservedCents } from '../../domain/lab-room.ts'
import { presentAttendee } from '../../domain/people.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound } from '../problem.ts'
import { readableData, readableDocs, seePerson } from '../readable.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' as const })

/** An offer as it was read. A commit that writes it fails if it has changed since `readAt`. */
export const readOffer = async (offerId: string) => {
  const snapshot = await documents.accountOffer(offerId).get()
  const offer = snapshot.data()
  return offer && { ref: snapshot.ref, offer, readAt: snapshot.updateTime! }
}

/** An offer of the caller. @throws Problem `not-found` for other callers */
export const offerFor = async (offerId: string, caller: Caller) => {
  const read = await readOffer(offerId)
  if (!read || !may(caller, 'cloud-account-use', standingsOf(caller.uid, { ownerId: read.offer.ownerId })))
    throw notFound('offer')
  return read
}

/**
 * Cents that an offer has used: the estimates of labs that have not ended, and what the clusters that are gone cost.
 *
 * @param exceptEventId the lab whose estimate does not count
 */
export const readUsed = async (offerId: string, exceptEventId?: string): Promise<number> => {
  const [labs, gone] = await Promise.all([
    documents.labs().where('offerId', '==', offerId).get(),
    documents
      .labCosts()
      .where('offerId', '==', offerId)
      .aggregate({ cents: AggregateField.sum('actual.amount') })
      .get(),
  ])
  const open = readableDocs(labs.docs).filter(({ snapshot }) => snapshot.id !== exceptEventId)
  const events = await Promise.all(open.map(({ snapshot }) => documents.event(snapshot.id).get()))
  const reserved = open.reduce((sum, { data }, index) => {
    const event = readableData(events[index]!)
    return sum + (eventExists(event) ? reservedCents(data, event) : 0)
  }, 0)
  return reserved + Math.round(gone.data().cents)
}

/** Cents that one lab of an offer may cost: what the other labs leave. Undefined for an offer that was withdrawn. */
export const readLimitOf = async (
  offerId: string,
  eventId: string,
  { spentBefore = 0 }: { spentBefore?: number | undefined },
): Promise<number | undefined> => {
  const read = await readOffer(offerId)
  // What the earlier clusters of this lab cost is in the lab, too.
  return read && read.offer.budget.amount - (await readUsed(offerId, eventId)) + spentBefore
}

export const presentReceived = async (id: string, offer: AccountOfferDocument): Promise<ReceivedOffer> => ({
  id,
  label: offer.label,
  platform: offer.platform,
  budget: usd(offer.budget.amount),
  used: usd(await readUsed(id)),
})

export const presentOffer = async (id: string, offer: AccountOfferDocument): Promise<AccountOffer> => {
  const [snapshot, used] = await Promise.all([documents.person(offer.personId).get(), readUsed(id)])
  const { name, username } = presentAttendee(seePerson(snapshot))
  return {
    id,
    accountId: offer.accountId,
    person: { uid: offer.personId, name, username },
    label: offer.label,
    region: offer.region,
    budget: usd(offer.budget.amount),
    used: usd(used),
    createdAt: offer.createdAt,
  }
}
