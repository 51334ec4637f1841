import { accountOffersWithdraw } from '../../contract/account-offers.ts'
import { offerFor } from '../../server/account-offers/offer.ts'
import { db } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** A lab that is attached at the same time conflicts, and then finds no offer. */
export default endpoint(accountOffersWithdraw, async ({ params, caller, commit }) => {
  await retryOnConflict(async () => {
    const { ref, readAt } = await offerFor(params.offerId, caller)
    const batch = db.batch()
    batch.delete(ref, { lastUpdateTime: readAt })
    await commit(batch, ref.path)
  })
  return empty(204)
})
