import { clientDocument, clientInput, clientsUpdate } from '../../contract/clients.ts'
import { fieldProblemsOf } from '../../contract/validation-issues.ts'
import { presentClient } from '../../domain/clients.ts'
import { db, toFields } from '../../server/documents.ts'
import { requireOwnEvent } from '../../server/events/event.ts'
import { invalidInput } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { changeableClientFor } from './_client.ts'

/** A change of addresses or people counts from the next request to the provider. */
export default endpoint(clientsUpdate, async ({ params, body, caller, now, commit }) =>
  retryOnConflict(async () => {
    const { ref, client, readAt } = await changeableClientFor(params.clientId, caller)
    const { name, redirectUris, logoutUris, audience, eventId } = client
    const whole = clientInput.safeParse({ name, redirectUris, logoutUris, audience, eventId, ...body })
    if (!whole.success) throw invalidInput(fieldProblemsOf(whole.error))
    if (whole.data.eventId !== eventId) await requireOwnEvent(whole.data.eventId, caller)
    const change = { ...whole.data, updatedAt: now }
    const batch = db.batch()
    batch.update(ref, toFields(clientDocument, change), { lastUpdateTime: readAt })
    await commit(batch, ref.path)
    return json(200, presentClient(params.clientId, { ...client, ...change }))
  }),
)
