import { cloudAccountsObjects } from '../../contract/cloud-accounts.ts'
import { useStorage } from '../../server/cloud-accounts/use.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { readSignedPage } from './_cursor.ts'

export default endpoint(cloudAccountsObjects, async ({ params, query, caller, now }) =>
  json(
    200,
    await readSignedPage(query, [params.accountId, params.bucket, query.prefix], (page) =>
      useStorage(params.accountId, caller, now, (provider, credentials, { signal }) =>
        provider.listObjects(credentials, { bucket: params.bucket, prefix: query.prefix, ...page, signal }),
      ),
    ),
  ),
)
