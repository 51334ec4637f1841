import { clientsDelete } from '../../contract/clients.ts'
import { db } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'
import { changeableClientFor } from './_client.ts'

/** Codes and tokens of the client end with it, because the provider reads the client at each request. */
export default endpoint(clientsDelete, async ({ params, caller, commit }) => {
  await retryOnConflict(async () => {
    const { ref, readAt } = await changeableClientFor(params.clientId, caller)
    const batch = db.batch()
    batch.delete(ref, { lastUpdateTime: readAt })
    await commit(batch, ref.path)
  })
  return empty(204)
})
