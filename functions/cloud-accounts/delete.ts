import { cloudAccountsDelete } from '../../contract/cloud-accounts.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/**
 * Deletes an account with its secret and the secret's key. Refuses while it has clusters, since nobody could destroy them without the
 * credentials. Creating a cluster also writes to the account, so that a concurrent creation makes this commit fail and retry.
 */
export default endpoint(cloudAccountsDelete, async ({ params, caller, commit }) => {
  const { accountId } = params
  await retryOnConflict(async () => {
    const { ref, readAt } = await accountFor(accountId, caller, 'cloud-account-manage')
    const clusters = documents.clusters().where('accountId', '==', accountId).where('live', '==', true)
    const clusterCount = (await clusters.count().get()).data().count
    if (clusterCount > 0)
      throw new Problem(
        'has-clusters',
        `${clusterCount === 1 ? 'One cluster is' : `${clusterCount} clusters are`} still in this account. Destroy ${clusterCount === 1 ? 'it' : 'them'} first, because that needs the credentials. After a destroy that failed, Labseat can forget a cluster. Nothing was deleted.`,
      )
    const batch = db.batch()
    batch.delete(ref, { lastUpdateTime: readAt })
    batch.delete(documents.cloudSecret(accountId))
    const offers = await documents.accountOffers().where('accountId', '==', accountId).get()
    for (const offer of offers.docs) batch.delete(offer.ref)
    for (const offerings of await documents.offeringsCollection(accountId).listDocuments())
      batch.delete(offerings)
    await commit(batch, ref.path)
  })
  return empty(204)
})
