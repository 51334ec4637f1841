import { accountOffersList } from '../../contract/account-offers.ts'
import { presentOffer } from '../../server/account-offers/offer.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { documents } from '../../server/documents.ts'
import { readableDocs } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const maxOffers = 100

export default endpoint(accountOffersList, async ({ params, caller }) => {
  const { accountId } = params
  await accountFor(accountId, caller, 'cloud-account-use')
  const offers = await documents.accountOffers().where('accountId', '==', accountId).limit(maxOffers).get()
  const items = await Promise.all(
    readableDocs(offers.docs).map(({ snapshot, data }) => presentOffer(snapshot.id, data)),
  )
  return json(200, { items: items.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)) })
})
