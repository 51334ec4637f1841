import { type ClientDocument, clientsCreate } from '../../contract/clients.ts'
import { maxClients, presentClient } from '../../domain/clients.ts'
import { db, documents } from '../../server/documents.ts'
import { requireOwnEvent } from '../../server/events/event.ts'
import { createClientSecret, createPseudonymKey } from '../../server/oidc/client-secret.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Takes no Idempotency-Key: a stored response would keep the secret. */
export default endpoint(clientsCreate, async ({ body, caller, now, commit }) => {
  const [mine] = await Promise.all([
    documents.clients().where('ownerId', '==', caller.uid).count().get(),
    requireOwnEvent(body.eventId, caller),
  ])
  if (mine.data().count >= maxClients)
    throw new Problem(
      'too-many-clients',
      `You have ${maxClients} clients, and more are not allowed. Delete one of them first. Nothing was saved.`,
    )
  const { secret, secretHash } = createClientSecret()
  const client: ClientDocument = {
    ...body,
    ownerId: caller.uid,
    clusterId: null,
    secretHash,
    pseudonymKey: createPseudonymKey(),
    secretChangedAt: now,
    createdAt: now,
    updatedAt: now,
  }
  const ref = documents.clients().doc()
  const batch = db.batch()
  batch.create(ref, client)
  await commit(batch, ref.path)
  return json(201, { ...presentClient(ref.id, client), secret })
})
