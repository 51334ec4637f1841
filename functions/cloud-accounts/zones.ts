import { cloudAccountsZones } from '../../contract/cloud-accounts.ts'
import { useStorage } from '../../server/cloud-accounts/use.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(cloudAccountsZones, async ({ params, caller, now }) => {
  const items = await useStorage(params.accountId, caller, now, (provider, credentials, { signal }) =>
    provider.listZones(credentials, { signal }),
  )
  return json(200, { items })
})
