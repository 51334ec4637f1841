import { usersSuspend } from '../../contract/users.ts'
import { presentUser } from '../../domain/people.ts'
import { describeError } from '../../server/log.ts'
import { applySuspension } from '../../server/people/apply-suspension.ts'
import { changeAccess } from '../../server/people/change-access.ts'
import { forgetSuspension, postponeSuspension } from '../../server/people/postponed-suspensions.ts'
import { isDeadlineExceeded } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Tokens hold the sign-in time in whole seconds. The next second revokes every sign-in until now. */
const nextSecond = (now: string): string =>
  new Date((Math.floor(Date.parse(now) / 1000) + 1) * 1000).toISOString()

/**
 * Suspends a person, or ends the suspension. A suspended person has no session and cannot sign in, and their events are hidden. If this
 * function is killed, server/people/apply-suspension continues.
 */
export default endpoint(usersSuspend, async ({ params, body, caller, now, requestId, log, commit }) => {
  const { suspended } = body
  const validAfter = nextSecond(now)
  if (!suspended) await forgetSuspension(params.uid)
  const { person, access } = await changeAccess({
    uid: params.uid,
    by: caller.uid,
    change: { suspended, suspensionChangedAt: now, ...(suspended && { validAfter }) },
    id: requestId,
    now,
    save: (batch, thing, details) => commit(batch, thing, { details }),
  }).catch(async (error: unknown) => {
    if (suspended && isDeadlineExceeded(error))
      await postponeSuspension(params.uid, { by: caller.uid, requestId, validAfter })
    throw error
  })
  await applySuspension(params.uid).catch((error: unknown) =>
    log('ERROR', 'A suspension is not applied yet. The sweep continues.', describeError(error)),
  )
  return json(200, presentUser(person, access))
})
