import { accountOfferDocument, accountOffersUpdate } from '../../contract/account-offers.ts'
import { toDollars } from '../../domain/prices.ts'
import { offerFor, presentOffer, readUsed } from '../../server/account-offers/offer.ts'
import { db, toFields } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** An attachment at the same time writes the offer too, so a smaller budget never falls below what is used. */
export default endpoint(accountOffersUpdate, async ({ params, body, caller, now, commit }) => {
  const { offerId } = params
  const offer = await retryOnConflict(async () => {
    const { ref, offer, readAt } = await offerFor(offerId, caller)
    const used = await readUsed(offerId)
    if (body.budget.amount < used)
      throw new Problem(
        'over-budget',
        `${toDollars(used)} of this offer are used or reserved by labs. Choose at least that. Nothing was changed.`,
      )
    const change = { budget: body.budget, updatedAt: now }
    const batch = db.batch()
    batch.update(ref, toFields(accountOfferDocument, change), { lastUpdateTime: readAt })
    await commit(batch, ref.path, { details: { label: offer.label } })
    return { ...offer, ...change }
  })
  return json(200, await presentOffer(offerId, offer))
})
