import { accountOffersMine } from '../../contract/account-offers.ts'
import { presentReceived } from '../../server/account-offers/offer.ts'
import { documents } from '../../server/documents.ts'
import { readableDocs } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const maxOffers = 20

export default endpoint(accountOffersMine, async ({ caller }) => {
  const offers = await documents.accountOffers().where('personId', '==', caller.uid).limit(maxOffers).get()
  const items = await Promise.all(
    readableDocs(offers.docs).map(({ snapshot, data }) => presentReceived(snapshot.id, data)),
  )
  return json(200, { items })
})
