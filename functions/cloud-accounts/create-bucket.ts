import { cloudAccountsCreateBucket } from '../../contract/cloud-accounts.ts'
import { useStorage } from '../../server/cloud-accounts/use.ts'
import { db, documents } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The name is a natural key: a repeated request finds it taken. */
export default endpoint(cloudAccountsCreateBucket, async ({ params, body, caller, now, commit }) => {
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
