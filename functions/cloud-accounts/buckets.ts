import { cloudAccountsBuckets } from '../../contract/cloud-accounts.ts'
import { useStorage } from '../../server/cloud-accounts/use.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { readSignedPage } from './_cursor.ts'

export default endpoint(cloudAccountsBuckets, async ({ params, query, caller, now }) =>
  json(
    200,
    await readSignedPage(query, [params.accountId, query.prefix], (page) =>
      useStorage(params.accountId, caller, now, (provider, credentials, { signal }) =>
        provider.listBuckets(credentials, { ...page, prefix: query.prefix, signal }),
      ),
    ),
  ),
)
