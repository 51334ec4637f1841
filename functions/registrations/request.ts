import {
  type Registration,
  type RegistrationDocument,
  registrationDocument,
  registrationsRequest,
} from '../../contract/registrations.ts'
import { isOpen } from '../../domain/events.ts'
import { db, documents, FieldValue, toFields, toIso } from '../../server/documents.ts'
import { grpc, hasGrpcCode, notFound, Problem } from '../../server/problem.ts'
import { requestSettle } from '../../server/publish.ts'
import { readDocument } from '../../server/read-document.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpointWithPrefetch } from '../endpoint.ts'
import { json } from '../reply.ts'
import { withPlace } from './_registration.ts'

const ended: readonly RegistrationDocument['state'][] = ['cancelled', 'declined', 'expired']

/** `requestedAt` is Firestore's clock, not this instance's; settle replaces it by the moment of the commit, which orders the line. */
const asked = { state: 'requested', pending: true, requestedAt: FieldValue.serverTimestamp() } as const

/**
 * Takes a place in line. `create()` under the person's own id: asking twice can't take two seats. Asking again answers the
 * same; after cancelling it joins the end of the line as the next attempt. Next: pubsub/registrations/settle.
 */
export default endpointWithPrefetch(
  registrationsRequest,
  ({ eventId }) => readDocument(documents.event(eventId)),
  async ({ params, caller, now, commit, commitBatched, prefetched }) => {
    const { eventId } = params
    const event = (await prefetched).data()
    if (!event || event.state === 'draft' || event.state === 'deleted') throw notFound('event')
    if (!isOpen(event, now))
      throw new Problem(
        'event-not-open',
        event.state === 'cancelled'
          ? 'This event is cancelled.'
          : 'This event has begun and takes no registrations.',
      )

    const ref = documents.registration(eventId, caller.uid)
    const first: RegistrationDocument = {
      eventId,
      userId: caller.uid,
      state: 'requested',
      holdsSeat: false,
      pending: true,
      attempt: 1,
      requestedAt: now,
      arrival: 0,
      lineNumber: null,
      settledAt: null,
    }
    const create = async (): Promise<Registration> => {
      const committed = await commitBatched(
        (batch, arrival) => batch.create(ref, { ...first, ...asked, arrival }),
        ref.path,
      )
      return { ...first, requestedAt: toIso(committed) }
    }
    const again = () =>
      retryOnConflict(async () => {
        const snapshot = await ref.get()
        const before = snapshot.data()!
        if (!ended.includes(before.state)) return { registration: (await withPlace(snapshot))!, fresh: false }
        const change = { ...asked, arrival: 0, attempt: before.attempt + 1, settledAt: null }
        const batch = db.batch()
        batch.update(ref, toFields(registrationDocument, change), { lastUpdateTime: snapshot.updateTime! })
        const [write] = await commit(batch, ref.path)
        return {
          registration: { ...before, ...change, holdsSeat: false, requestedAt: toIso(write!.writeTime) },
          fresh: true,
        }
      })

    const { registration, fresh } = await create().then(
      (registration) => ({ registration, fresh: true }),
      (error: unknown) => {
        if (hasGrpcCode(error, grpc.alreadyExists)) return again()
        throw error
      },
    )
    if (!fresh) return json(200, registration)
    await requestSettle('registration-requested', eventId, registration.requestedAt)
    return json(202, registration)
  },
)
