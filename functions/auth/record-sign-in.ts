import { createHmac } from 'node:crypto'
import type { Activity } from '../../contract/activity.ts'
import { authRecordSignIn } from '../../contract/sign-in.ts'
import { config } from '../../server/config.ts'
import { documents } from '../../server/documents.ts'
import { grpc, hasGrpcCode } from '../../server/problem.ts'
import { publishActivity } from '../../server/publish.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** The same sign-in always gets the same id. An HMAC, so the id identifies nobody after the person has left. */
const idOf = (uid: string, signedInAt: number) =>
  `sign-in_${createHmac('sha256', config.hmacKey).update(`${uid} ${signedInAt}`).digest('hex')}`

/** The web app calls this right after a sign-in at Firebase. Each sign-in is one record: its id comes from the uid and the second. */
export default endpoint(authRecordSignIn, async ({ caller, requestId }) => {
  const { uid, signedInAt } = caller
  const signIn: Activity = {
    actorId: uid,
    action: 'auth-record-sign-in',
    thing: documents.person(uid).path,
    at: new Date(signedInAt * 1000).toISOString(),
    requestId,
  }
  try {
    await documents.activity(idOf(uid, signedInAt)).create(signIn)
  } catch (error) {
    if (hasGrpcCode(error, grpc.alreadyExists)) return empty(204)
    throw error
  }
  await publishActivity([signIn])
  return empty(204)
})
