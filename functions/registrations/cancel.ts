import { registrationDocument, registrationsCancel } from '../../contract/registrations.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import { db, documents, toFields, toIso } from '../../server/documents.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { addNotice } from '../../server/notify/notice.ts'
import { eventNotice } from '../../server/notify/notice-content.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { requestSettle } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { presentSnapshot } from './_registration.ts'

/**
 * Cancels a registration at once. pubsub/registrations/settle then frees its seat or place in line and promotes the next person.
 */
export default endpoint(registrationsCancel, async ({ params, caller, now, requestId, commit }) => {
  const { eventId } = params
  const userId = params.userId === 'me' ? caller.uid : params.userId
  const { registration, at, mail } = await retryOnConflict(async () => {
    const ref = documents.registration(eventId, userId)
    const snapshot = await ref.get()
    const registrationBefore = snapshot.data()
    const event = userId === caller.uid ? undefined : (await documents.event(eventId).get()).data()
    if (
      !registrationBefore ||
      !may(caller, 'registrations-cancel', standingsOf(caller.uid, { ...event, userId }))
    )
      throw notFound('registration')
    if (registrationBefore.state === 'cancelled')
      // The answer or the message of an earlier request may be lost, so a repeated one asks to settle, too.
      return {
        registration: presentSnapshot(snapshot)!,
        at: registrationBefore.pending ? toIso(snapshot.updateTime!) : undefined,
        mail: undefined,
      }
    if (registrationBefore.state === 'attended' || registrationBefore.state === 'no-show')
      throw new Problem(
        'conflict',
        'The event is over for this person, so the registration can’t be cancelled.',
      )
    const change = {
      state: 'cancelled',
      pending: true,
      ...(registrationBefore.holdsSeat && { gaveUpSeatAt: now }),
    } as const
    const batch = db.batch()
    batch.update(ref, toFields(registrationDocument, change), { lastUpdateTime: snapshot.updateTime! })
    if (event) {
      const notice = eventNotice('registration-cancelled', { id: eventId, ...event })
      const id = `registration-cancelled_${eventId}_${registrationBefore.attempt}`
      queueMail(
        batch,
        requestId,
        { kind: 'notices', items: [addNotice(batch, userId, id, notice, now)] },
        now,
      )
    }
    const [write] = await commit(batch, ref.path)
    return {
      registration: { ...presentSnapshot(snapshot)!, state: change.state, holdsSeat: false },
      at: toIso(write!.writeTime),
      mail: event && requestId,
    }
  })
  await Promise.all([
    at && requestSettle('registration-requested', eventId, at),
    mail && publishQueuedMail(mail),
  ])
  return json(200, registration)
})
