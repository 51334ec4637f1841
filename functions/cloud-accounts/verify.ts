import { cloudAccountsVerify } from '../../contract/cloud-accounts.ts'
import { accountFor, presented } from '../../server/cloud-accounts/account.ts'
import { showing } from '../../server/cloud-accounts/live.ts'
import { recheck } from '../../server/cloud-accounts/recheck.ts'
import { unreachable } from '../../server/cloud-accounts/verification.ts'
import { Unreachable } from '../../server/clouds/platform.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Tries the kept credentials now. The same is done once a day: pubsub/cloud-accounts/check. */
export default endpoint(
  cloudAccountsVerify,
  async ({ params, body, caller, now, requestId, log, commit }) => {
    const { accountId } = params
    const { account } = await accountFor(accountId, caller, 'cloud-account-manage')
    const live = showing(caller.uid, body.checkId, log)
    const checked = await recheck({
      accountId,
      account,
      id: requestId,
      now,
      live,
      save: (batch, thing, details) => commit(batch, thing, { details }),
    }).catch((error: unknown) => {
      throw error instanceof Unreachable ? unreachable(error) : error
    })
    return json(200, presented(accountId, checked))
  },
)
