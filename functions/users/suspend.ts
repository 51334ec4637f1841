import { usersSuspend } from '../../contract/users.ts'
import { presentUser } from '../../domain/people.ts'
import { changeAccess } from '../../server/people/change-access.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Tokens count sign-ins in whole seconds: from the next one on, every sign-in until now is over. */
const nextSecond = (now: string): string =>
  new Date((Math.floor(Date.parse(now) / 1000) + 1) * 1000).toISOString()

/** Suspends a person or lets them in again. Suspending ends their sessions, so that coming back begins with signing in. */
export default endpoint(usersSuspend, async ({ params, body, caller, now, requestId, commit }) => {
  const { suspended } = body
  const { person, access } = await changeAccess({
    uid: params.uid,
    by: caller.uid,
    change: { suspended, ...(suspended && { validAfter: nextSecond(now) }) },
    id: requestId,
    now,
    save: (batch, thing, details) => commit(batch, thing, { details }),
  })
  return json(200, presentUser(person, access))
})
