import { clientDocument, clientsRotate } from '../../contract/clients.ts'
import { presentClient } from '../../domain/clients.ts'
import { db, toFields } from '../../server/documents.ts'
import { createClientSecret } from '../../server/oidc/client-secret.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { changeableClientFor } from './_client.ts'

export default endpoint(clientsRotate, async ({ params, caller, now, commit }) =>
  retryOnConflict(async () => {
    const { ref, client, readAt } = await changeableClientFor(params.clientId, caller)
    const { secret, secretHash } = createClientSecret()
    const change = { secretHash, secretChangedAt: now, updatedAt: now }
    const batch = db.batch()
    batch.update(ref, toFields(clientDocument, change), { lastUpdateTime: readAt })
    await commit(batch, ref.path)
    return json(200, { ...presentClient(params.clientId, { ...client, ...change }), secret })
  }),
)
