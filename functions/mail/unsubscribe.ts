import { mailUnsubscribe } from '../../contract/mails.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { db, documents } from '../../server/documents.ts'
import { readUnsubscribeToken } from '../../server/notify/mail-token.ts'
import { grpc, hasGrpcCode, invalidInput } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Turns off e-mail of a group for whom the token names. Mail programs call it by themselves: List-Unsubscribe, RFC 8058. */
export default endpoint(mailUnsubscribe, async ({ query, commit }) => {
  const named = readUnsubscribeToken(query.token)
  if (!named) throw invalidInput([fieldProblem('token', 'unsubscribeLink')])
  const { uid, group } = named
  const ref = documents.person(uid)
  const batch = db.batch()
  batch.update(ref, `preferences.mail.${group}`, false)
  // Somebody without a profile gets no e-mail anyway.
  await commit(batch, ref.path, { by: uid }).catch((error: unknown) => {
    if (!hasGrpcCode(error, grpc.notFound)) throw error
  })
  return json(200, { group })
})
