import {
  type Registration,
  type RegistrationDocument,
  registrationDocument,
  registrationsRequest,
} from '../../contract/registrations.ts'
import { isOpen, isPublic, registrationPhase } from '../../domain/events.ts'
import { db, documents, FieldValue, toFields, toIso } from '../../server/documents.ts'
import { grpc, hasGrpcCode, notFound, Problem } from '../../server/problem.ts'
import { requestSettle } from '../../server/publish.ts'
import { readDocument } from '../../server/read-document.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpointWithPrefetch } from '../endpoint.ts'
import { json } from '../reply.ts'
import { withPlace } from './_registration.ts'

const endedStates: readonly RegistrationDocument['state'][] = ['cancelled', 'declined', 'expired']

/** `requestedAt` uses Firestore's clock. Settle replaces it with the commit time, which orders the line. */
const requestedNow = { state: 'requested', pending: true, requestedAt: FieldValue.serverTimestamp() } as const

/**
 * Requests a seat. `create()` under the person's uid: two requests can't take two seats. A repeated request returns the same
 * registration; after a cancellation it joins the end of the line as the next attempt. Next: pubsub/registrations/settle.
 */
export default endpointWithPrefetch(
  registrationsRequest,
  ({ eventId }) => readDocument(documents.event(eventId)),
  async ({ params, caller, now, commit, commitBatched, prefetched }) => {
    const { eventId } = params
    const event = (await prefetched).data()
    if (!isPublic(event)) throw notFound('event')
    if (!isOpen(event, now))
      throw new Problem(
        'event-not-open',
        event.state === 'cancelled'
          ? 'This event is cancelled. Registration is closed.'
          : 'This event has begun. Registration is closed.',
      )
    const phase = registrationPhase(event, now)
    if (phase !== 'open')
      throw new Problem(
        'event-not-open',
        phase === 'early'
          ? 'Registration for this event has not opened yet. Come back when it opens.'
          : 'Registration for this event is closed.',
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
        (batch, arrival) => batch.create(ref, { ...first, ...requestedNow, arrival }),
        ref.path,
      )
      return { ...first, requestedAt: toIso(committed) }
    }
    const requestAgain = () =>
      retryOnConflict(async () => {
        const snapshot = await ref.get()
        const registrationBefore = snapshot.data()!
        if (!endedStates.includes(registrationBefore.state))
          return { registration: (await withPlace(snapshot))!, isNew: false }
        const change = {
          ...requestedNow,
          arrival: 0,
          attempt: registrationBefore.attempt + 1,
          settledAt: null,
        }
        const batch = db.batch()
        batch.update(ref, toFields(registrationDocument, change), { lastUpdateTime: snapshot.updateTime! })
        const [write] = await commit(batch, ref.path)
        return {
          registration: {
            ...registrationBefore,
            ...change,
            holdsSeat: false,
            requestedAt: toIso(write!.writeTime),
          },
          isNew: true,
        }
      })

    const { registration, isNew } = await create().then(
      (registration) => ({ registration, isNew: true }),
      (error: unknown) => {
        if (hasGrpcCode(error, grpc.alreadyExists)) return requestAgain()
        throw error
      },
    )
    // A repeated request may follow one whose answer or message was lost, so it asks to settle, too.
    if (isNew || registration.state === 'requested')
      await requestSettle('registration-requested', eventId, registration.requestedAt)
    return json(isNew ? 202 : 200, registration)
  },
)
