import { cloudAccountDocument, cloudAccountsUpdate } from '../../contract/cloud-accounts.ts'
import { accountFor, presented } from '../../server/cloud-accounts/account.ts'
import { db, toFields } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Changes what people call an account, and whether it may be used. */
export default endpoint(cloudAccountsUpdate, async ({ params, body, caller, now, commit }) => {
  const account = await retryOnConflict(async () => {
    const {
      ref,
      account: before,
      readAt,
    } = await accountFor(params.accountId, caller, 'cloud-account-manage')
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    const after = { ...before, ...given, updatedAt: now }
    const batch = db.batch()
    batch.update(ref, toFields(cloudAccountDocument, { ...given, updatedAt: now }), {
      lastUpdateTime: readAt,
    })
    const details = body.disabled === undefined ? undefined : { disabled: String(body.disabled) }
    await commit(batch, ref.path, { details })
    return after
  })
  return json(200, presented(params.accountId, account))
})
