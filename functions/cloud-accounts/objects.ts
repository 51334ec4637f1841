import { cloudAccountsObjects } from '../../contract/cloud-accounts.ts'
import { endpoint } from '../endpoint.ts'
import { pageInStorage } from './cursor.ts'
import { inStorage } from './use.ts'

export default endpoint(cloudAccountsObjects, async ({ params, query, caller, now }) => ({
  status: 200,
  body: await pageInStorage(query, [params.accountId, params.bucket, query.prefix], (page) =>
    inStorage(params.accountId, caller, now, (provider, credentials, given) =>
      provider.objects(credentials, { bucket: params.bucket, prefix: query.prefix, ...page, ...given }),
    ),
  ),
}))
