import { cloudAccountsOfferings } from '../../contract/cloud-accounts.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { regionsFor } from '../../domain/regions.ts'
import { accountFor, requireUsable } from '../../server/cloud-accounts/account.ts'
import { offeringsFor } from '../../server/cloud-accounts/ask-offerings.ts'
import { invalidInput } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(cloudAccountsOfferings, async ({ params, query, caller, now, log }) => {
  const { account } = await accountFor(params.accountId, caller, 'cloud-account-use')
  requireUsable(account)
  const available = regionsFor(account)
  if (!available.includes(query.region))
    throw invalidInput([fieldProblem('region', 'region', { regions: available.join(', ') })])
  const { expiresAt: _expiresAt, ...offerings } = await offeringsFor(params.accountId, account, {
    region: query.region,
    now,
    log,
  })
  return json(200, offerings)
})
