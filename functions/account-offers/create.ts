import { type AccountOfferDocument, accountOffersCreate } from '../../contract/account-offers.ts'
import { cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { FieldProblem } from '../../contract/problems.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { regionsFor } from '../../domain/regions.ts'
import { presentOffer } from '../../server/account-offers/offer.ts'
import { accountFor, requireUsable } from '../../server/cloud-accounts/account.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Offers an account. The bucket, the zone and the quota are checked when the organiser attaches a lab. */
export default endpoint(accountOffersCreate, async ({ params, body, caller, now, commit }) => {
  const { accountId } = params
  const { id, offer } = await retryOnConflict(async () => {
    const { ref: accountRef, account, readAt } = await accountFor(accountId, caller, 'cloud-account-use')
    requireUsable(account)
    const { username, ...settings } = body
    const personId = (await documents.username(username).get()).data()?.uid
    const regions = regionsFor(account)
    const problems: FieldProblem[] = []
    if (!personId) problems.push(fieldProblem('username', 'usernameUnknown'))
    if (!regions.includes(body.region))
      problems.push(fieldProblem('region', 'region', { regions: regions.join(', ') }))
    if (account.platform !== 'sandbox') {
      if (!body.stateBucket) problems.push(fieldProblem('stateBucket', 'required'))
      if (!body.zone) problems.push(fieldProblem('zone', 'required'))
    }
    if (!personId || problems.length > 0) throw invalidInput(problems)
    const offers = documents.accountOffers().where('accountId', '==', accountId)
    const earlier = await offers.where('personId', '==', personId).count().get()
    if (earlier.data().count > 0)
      throw new Problem(
        'conflict',
        'This person has an offer of this account. Change its budget, or withdraw it first. Nothing was changed.',
      )
    const offer: AccountOfferDocument = {
      ...settings,
      ownerId: caller.uid,
      accountId,
      personId,
      platform: account.platform,
      createdAt: now,
      updatedAt: now,
    }
    const ref = documents.accountOffers().doc()
    const batch = db.batch()
    batch.create(ref, offer)
    // A second offer to the same person, and a deletion of the account, at the same time conflict with this update.
    batch.update(accountRef, toFields(cloudAccountDocument, { updatedAt: now }), { lastUpdateTime: readAt })
    await commit(batch, ref.path, { details: { label: offer.label } })
    return { id: ref.id, offer }
  })
  return json(201, await presentOffer(id, offer))
})
