import { cloudAccountsCreateBucket } from '../../contract/cloud-accounts.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { regionsFor } from '../../domain/regions.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
import { useStorage } from '../../server/cloud-accounts/use.ts'
import { db, documents } from '../../server/documents.ts'
import { invalidInput } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The name is a natural key: a repeated request finds it taken. */
export default endpoint(cloudAccountsCreateBucket, async ({ params, body, caller, now, commit }) => {
  const { account } = await accountFor(params.accountId, caller, 'cloud-account-use')
  const regions = regionsFor(account)
  if (account.platform !== 'sandbox' && !regions.includes(body.region))
    throw invalidInput([fieldProblem('region', 'region', { regions: regions.join(', ') })])
  const bucket = await useStorage(
    params.accountId,
    caller,
    now,
    (provider, credentials, { signal }) => provider.createBucket(credentials, { ...body, signal }),
    { isCreation: true },
  )
  await commit(db.batch(), documents.cloudAccount(params.accountId).path, { details: { bucket: body.name } })
  return json(201, bucket)
})
