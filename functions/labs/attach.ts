import { accountOfferDocument } from '../../contract/account-offers.ts'
import { type EventDocument, eventDocument } from '../../contract/events.ts'
import { type LabInput, labsAttach, type StoredLab } from '../../contract/labs.ts'
import { stateOf } from '../../domain/events.ts'
import { labRoom, reservedCents, roomDetail } from '../../domain/lab-room.ts'
import { labProblems, toLab } from '../../domain/labs.ts'
import { toDollars } from '../../domain/prices.ts'
import { type Actor, may } from '../../domain/roles.ts'
import { readOffer, readUsed } from '../../server/account-offers/offer.ts'
import type { Caller } from '../../server/caller.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { checkNewCluster } from '../../server/clusters/create-cluster.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { clusterInputOf, readPayer } from '../../server/labs/build-lab.ts'
import { readLab, updateLab } from '../../server/labs/lab.ts'
import { presentLabFor } from '../../server/labs/present-lab-for.ts'
import { grpc, invalidInput, notFound, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The fields that belong to the lab before, and not to the new one. */
const ofEarlierLab = {
  offerId: undefined,
  offerLabel: undefined,
  failure: undefined,
  warned: undefined,
  lateFor: undefined,
  rehearsal: undefined,
  scaledTo: undefined,
  spentBefore: undefined,
  budgetTold: undefined,
  overBudgetAt: undefined,
} as const

type Place = Pick<
  StoredLab,
  'accountId' | 'region' | 'stateBucket' | 'zone' | 'platform' | 'offerId' | 'offerLabel'
>

const notUsable = (label: string) =>
  new Problem(
    'account-not-usable',
    `The account “${label}” can’t take this lab now. Ask the person who offers it to you. The lab was not attached.`,
  )

/** The offer of the caller. @throws Problem `not-found` for somebody else's */
const offerOf = async (offerId: string, { uid }: Caller) => {
  const read = await readOffer(offerId)
  if (read?.offer.personId !== uid) throw notFound('offer')
  return read
}

/** The account of a lab, and the operator whose account it is. @throws Problem */
const choosePlace = async (body: LabInput, caller: Caller): Promise<{ place: Place; payer: Actor }> => {
  const { accountId, region, stateBucket, zone, offerId } = body
  if (offerId === undefined) {
    if (!may(caller, 'clusters-create'))
      throw new Problem(
        'forbidden',
        'Only operators attach labs in accounts. An operator can offer you an account.',
      )
    const { account } = await accountFor(accountId!, caller, 'cloud-account-use')
    const place = { accountId: accountId!, region: region!, stateBucket, zone, platform: account.platform }
    return { place, payer: caller }
  }
  const { offer } = await offerOf(offerId, caller)
  const payer = await readPayer(offer.ownerId)
  if (!payer) throw notUsable(offer.label)
  const { label: offerLabel, platform } = offer
  const place = {
    accountId: offer.accountId,
    region: offer.region,
    stateBucket: offer.stateBucket,
    zone: offer.zone,
    platform,
    offerId,
    offerLabel,
  }
  return { place, payer }
}

/** Checks the cluster of a lab as if it were built now. What the cloud says about an offered account is for its operator. */
const checkCluster = async (
  input: ReturnType<typeof clusterInputOf>,
  payer: Actor,
  now: string,
  { offerLabel }: Place,
): Promise<void> => {
  try {
    await checkNewCluster(input, payer, now, { isOwnEvent: offerLabel === undefined })
  } catch (error) {
    throw offerLabel !== undefined && error instanceof Problem ? notUsable(offerLabel) : error
  }
}

type EventOfLab = Pick<EventDocument, 'startsAt' | 'endsAt' | 'capacity'>

/** @param limit cents; undefined without a budget. @throws Problem `over-budget` */
const requireBudget = (lab: StoredLab, event: EventOfLab, limit: number | undefined): void => {
  const cost = reservedCents(toLab(lab), event)
  if (limit === undefined || cost <= limit) return
  const room = labRoom(lab, event, { limit })
  throw new Problem(
    'over-budget',
    `The lab would cost about ${toDollars(cost)}, and ${toDollars(Math.max(0, limit))} are left. ${room ? roomDetail(room) : ''} The lab was not attached.`,
  )
}

/** Checks the lab as if its cluster were built now, then schedules it. Next: server/labs/run-labs. */
export default endpoint(labsAttach, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const current = await readEventFor(eventId, caller, 'events-update')
  const { place, payer } = await choosePlace(body, caller)
  const lab: StoredLab = {
    ...body,
    ...place,
    extraMinutes: 0,
    ownerId: payer.uid,
    state: 'scheduled',
    clusterId: null,
    builds: 0,
    endWanted: false,
    dueAt: now,
    createdAt: now,
    updatedAt: now,
  }
  const problems = labProblems(lab, current.event, now)
  if (problems.length > 0) throw invalidInput(problems)
  requireBudget(lab, current.event, body.budget?.amount)
  await checkCluster(clusterInputOf(eventId, current.event, lab), payer, now, place)

  const attached = await retryOnConflict(async () => {
    const { ref, event, readAt } = await readEventFor(eventId, caller, 'events-update')
    if (stateOf(event) === 'cancelled')
      throw new Problem('conflict', 'This event is cancelled, so it needs no lab. Nothing was changed.')
    const earlier = await readLab(eventId)
    if (earlier && earlier.lab.clusterId !== null)
      throw new Problem(
        'lab-at-work',
        'The cluster of this lab exists already. Remove the lab first, then attach it again. Nothing was changed.',
      )
    const batch = db.batch()
    if (place.offerId !== undefined) {
      const { ref: offerRef, offer, readAt: offerReadAt } = await offerOf(place.offerId, caller)
      requireBudget(lab, event, offer.budget.amount - (await readUsed(place.offerId, eventId)))
      // Another lab that is attached in this offer at the same time conflicts, so both count before the budget is spent.
      batch.update(offerRef, toFields(accountOfferDocument, { updatedAt: now }), {
        lastUpdateTime: offerReadAt,
      })
    }
    const stored = {
      ...lab,
      receipt: earlier?.lab.receipt,
      createdAt: earlier?.lab.createdAt ?? now,
    }
    if (earlier) updateLab(batch, earlier, { ...ofEarlierLab, ...stored })
    else batch.create(documents.lab(eventId), toLab(stored))
    // An event that is cancelled or deleted at the same time conflicts with this update.
    batch.update(ref, toFields(eventDocument, { hasLab: true }), { lastUpdateTime: readAt })
    await commit(batch, `labs/${eventId}`, {
      details: { platform: lab.platform, template: lab.template },
    })
    return { lab: toLab(stored), event }
  }, [grpc.alreadyExists])
  return json(200, presentLabFor(eventId, attached, caller, { now }))
})
