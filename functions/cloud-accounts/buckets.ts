import { cloudAccountsBuckets } from '../../contract/cloud-accounts.ts'
import { endpoint } from '../endpoint.ts'
import { pageInStorage } from './cursor.ts'
import { inStorage } from './use.ts'

export default endpoint(cloudAccountsBuckets, async ({ params, query, caller, now }) => ({
  status: 200,
  body: await pageInStorage(query, [params.accountId], (page) =>
    inStorage(params.accountId, caller, now, (provider, credentials, given) =>
      provider.buckets(credentials, { ...page, ...given }),
    ),
  ),
}))
