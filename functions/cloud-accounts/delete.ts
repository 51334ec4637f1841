import { cloudAccountsDelete } from '../../contract/cloud-accounts.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/**
 * Wipes an account with its secret and the secret's key. Not while clusters are in it, for nobody could remove them any more; creating one
 * writes to the account too, so one that comes at the same time makes this commit fail, and it is seen.
 */
export default endpoint(cloudAccountsDelete, async ({ params, caller, commit }) => {
  const { accountId } = params
  await retryOnConflict(async () => {
    const { ref, readAt } = await accountFor(accountId, caller, 'cloud-account-manage')
    const clusters = documents.clusters().where('accountId', '==', accountId).where('live', '==', true)
    const left = (await clusters.count().get()).data().count
    if (left > 0)
      throw new Problem(
        'has-clusters',
        `${left === 1 ? 'One cluster is' : `${left} clusters are`} still in this account. Destroy ${left === 1 ? 'it' : 'them'} first: without the credentials nobody could. Nothing was deleted.`,
      )
    const batch = db.batch()
    batch.delete(ref, { lastUpdateTime: readAt })
    batch.delete(documents.cloudSecret(accountId))
    await commit(batch, ref.path)
  })
  return empty(204)
})
