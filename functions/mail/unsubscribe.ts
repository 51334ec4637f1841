import { mailUnsubscribe } from '../../contract/mails.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { db, documents } from '../../server/documents.ts'
import { readUnsubscribeToken } from '../../server/notify/mail-token.ts'
import { grpc, hasGrpcCode, invalidInput } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Turns off one group of e-mail for the person in the token. Mail programs call it without a person: List-Unsubscribe, RFC 8058. */
export default endpoint(mailUnsubscribe, async ({ query, commit }) => {
  const token = readUnsubscribeToken(query.token)
  if (!token) throw invalidInput([fieldProblem('token', 'unsubscribeLink')])
  const { uid, group } = token
  const ref = documents.person(uid)
  const batch = db.batch()
  batch.update(ref, `preferences.mail.${group}`, false)
  // The profile is gone, so this person gets no e-mail.
  await commit(batch, ref.path, { by: uid }).catch((error: unknown) => {
    if (!hasGrpcCode(error, grpc.notFound)) throw error
  })
  return json(200, { group })
})
