import { cloudAccountsGet } from '../../contract/cloud-accounts.ts'
import { presentAccount } from '../../domain/cloud-accounts.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(cloudAccountsGet, async ({ params, caller }) => {
  const { account } = await accountFor(params.accountId, caller, 'cloud-account-manage')
  return json(200, presentAccount(params.accountId, account))
})
