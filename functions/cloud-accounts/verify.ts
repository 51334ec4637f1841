import { cloudAccountsVerify } from '../../contract/cloud-accounts.ts'
import { presentAccount } from '../../domain/cloud-accounts.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { startLiveCheck } from '../../server/cloud-accounts/live-check.ts'
import { recheckAccount } from '../../server/cloud-accounts/recheck.ts'
import { toUnavailable } from '../../server/cloud-accounts/verification.ts'
import { Unreachable } from '../../server/clouds/platform.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Checks the stored credentials now. pubsub/cloud-accounts/check does the same once a day. */
export default endpoint(
  cloudAccountsVerify,
  async ({ params, body, caller, now, requestId, log, commit }) => {
    const { accountId } = params
    const { account } = await accountFor(accountId, caller, 'cloud-account-manage')
    const live = startLiveCheck(caller.uid, body.checkId, log)
    const checked = await recheckAccount({
      accountId,
      account,
      id: requestId,
      now,
      live,
      save: (batch, thing, details) => commit(batch, thing, { details }),
    }).catch((error: unknown) => {
      throw error instanceof Unreachable ? toUnavailable(error) : error
    })
    return json(200, presentAccount(accountId, checked))
  },
)
