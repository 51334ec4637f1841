import { access } from '../../contract/people.ts'
import { meRevokeSessions } from '../../contract/sign-in.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { describeError } from '../../server/log.ts'
import { createContinuedSession } from '../../server/people/continue-session.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** `validAfter` ends every session at once. Firebase also revokes the refresh tokens, so no session can renew itself. */
export default endpoint(meRevokeSessions, async ({ caller, now, log, commit }) => {
  const customToken = await createContinuedSession(caller)
  const ref = documents.access(caller.uid)
  const batch = db.batch()
  batch.update(ref, toFields(access, { validAfter: now }))
  await commit(batch, ref.path)
  await auth
    .revokeRefreshTokens(caller.uid)
    .catch((error: unknown) =>
      log('ERROR', 'Refresh tokens were not revoked at Firebase.', describeError(error)),
    )
  return json(200, { customToken })
})
