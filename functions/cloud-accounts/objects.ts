import { cloudAccountsObjects } from '../../contract/cloud-accounts.ts'
import { inStorage } from '../../server/cloud-accounts/use.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { pageInStorage } from './_cursor.ts'

export default endpoint(cloudAccountsObjects, async ({ params, query, caller, now }) =>
  json(
    200,
    await pageInStorage(query, [params.accountId, params.bucket, query.prefix], (page) =>
      inStorage(params.accountId, caller, now, (provider, credentials, given) =>
        provider.listObjects(credentials, { bucket: params.bucket, prefix: query.prefix, ...page, ...given }),
      ),
    ),
  ),
)
