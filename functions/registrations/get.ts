import { registrationsGet } from '../../contract/registrations.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { withPlace } from './_registration.ts'

/** One person's registration. Only the person and the organisers see it; other callers get 404. */
export default endpoint(registrationsGet, async ({ params, caller }) => {
  const userId = params.userId === 'me' ? caller.uid : params.userId
  const registration = await withPlace(await documents.registration(params.eventId, userId).get())
  const event = userId === caller.uid ? undefined : (await documents.event(params.eventId).get()).data()
  if (!registration || !may(caller, 'registrations-get', standingsOf(caller.uid, { ...event, userId })))
    throw notFound('registration')
  return json(200, registration)
})
