import { cloudAccountsGet } from '../../contract/cloud-accounts.ts'
import { accountFor, presented } from '../../server/cloud-accounts/account.ts'
import { endpoint } from '../endpoint.ts'

export default endpoint(cloudAccountsGet, async ({ params, caller }) => {
  const { account } = await accountFor(params.accountId, caller, 'cloud-account-manage')
  return { status: 200, body: presented(params.accountId, account) }
})
