import { labsOpenHelp } from '../../contract/cockpit.ts'
import { addressSeconds, currentHelp, isLetIn } from '../../domain/lab-help.ts'
import { db } from '../../server/documents.ts'
import { readPlaceFor } from '../../server/labs/find-place.ts'
import { createVisitUrl, revokeVisits } from '../../server/labs/visit.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const noConsent = () =>
  new Problem('no-consent', 'This person has not let you into their lab, or the consent has ended.')

/** Answers where the organiser opens the lab of a person. The place is read before and after the address exists. */
export default endpoint(labsOpenHelp, async ({ params, caller, now, log, commit }) => {
  const { eventId, userId } = params
  const { ref, place } = await readPlaceFor(eventId, userId, caller)
  const help = currentHelp(place.help, now)
  if (help?.askedBy !== caller.uid) throw noConsent()
  if (help.state === 'asked') return json(200, { state: 'waiting', waitsFor: 'consent' })
  const url = await createVisitUrl(eventId, userId, addressSeconds(help, now), log)
  if (!url) return json(200, { state: 'waiting', waitsFor: 'server' })
  // The consent may have ended after the first read. Its end revoked the addresses that it saw, and this one may be newer.
  const placeNow = await readPlaceFor(eventId, userId, caller)
  if (!isLetIn(placeNow.place.help, caller.uid, now)) {
    await revokeVisits(eventId, userId, log)
    throw noConsent()
  }
  await commit(db.batch(), ref.path)
  return json(200, { state: 'open', url })
})
