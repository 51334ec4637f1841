import { usersSuspend } from '../../contract/users.ts'
import { presentUser } from '../../domain/people.ts'
import { changeAccess } from '../../server/people/change-access.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Tokens hold the sign-in time in whole seconds. The next second revokes every sign-in until now. */
const nextSecond = (now: string): string =>
  new Date((Math.floor(Date.parse(now) / 1000) + 1) * 1000).toISOString()

/** Suspends a person, which ends their sessions, or ends the suspension. */
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
