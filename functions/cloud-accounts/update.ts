import { cloudAccountDocument, cloudAccountsUpdate } from '../../contract/cloud-accounts.ts'
import { presentAccount } from '../../domain/cloud-accounts.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { db, toFields } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Changes an account's name and environment, and disables or enables it. */
export default endpoint(cloudAccountsUpdate, async ({ params, body, caller, now, commit }) => {
  const account = await retryOnConflict(async () => {
    const current = await accountFor(params.accountId, caller, 'cloud-account-manage')
    const { ref, readAt } = current
    const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    const batch = db.batch()
    batch.update(ref, toFields(cloudAccountDocument, { ...changes, updatedAt: now }), {
      lastUpdateTime: readAt,
    })
    const details = body.disabled === undefined ? undefined : { disabled: String(body.disabled) }
    await commit(batch, ref.path, { details })
    return { ...current.account, ...changes, updatedAt: now }
  })
  return json(200, presentAccount(params.accountId, account))
})
