import { cloudAccountsBuckets } from '../../contract/cloud-accounts.ts'
import { inStorage } from '../../server/cloud-accounts/use.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { pageInStorage } from './_cursor.ts'

export default endpoint(cloudAccountsBuckets, async ({ params, query, caller, now }) =>
  json(
    200,
    await pageInStorage(query, [params.accountId], (page) =>
      inStorage(params.accountId, caller, now, (provider, credentials, given) =>
        provider.listBuckets(credentials, { ...page, ...given }),
      ),
    ),
  ),
)
