import { authRegister, type Person } from '../../contract/people.ts'
import { fullName } from '../../domain/full-name.ts'
import { presentProfile } from '../../domain/people.ts'
import { isReservedUsername } from '../../domain/reserved-names.ts'
import { db, documents } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { publishQueuedMail, queueMail, verificationMailId } from '../../server/notify/mail-queue.ts'
import { checkNewPassword } from '../../server/people/check-new-password.ts'
import { requireOwnName } from '../../server/people/require-own-name.ts'
import { grpc, hasGrpcCode, Problem } from '../../server/problem.ts'
import { publish } from '../../server/publish.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const taken = (name: string) =>
  new Problem('username-taken', `“${name}” is taken. Choose another one. Nothing was created.`)

/**
 * Reserves username and profile in one commit under a new uid, then creates the account with that uid. `create()` on
 * usernames/{username} makes the name unique. After a crash between the two steps, pubsub/sweep completes or releases the reservation.
 * Next: pubsub/people/welcome.
 */
export default endpoint(authRegister, async ({ body, now, requestId, log, commit }) => {
  const { email, password, username, firstName, lastName } = body
  await checkNewPassword(password, 'password', 'Nothing was created.', log)
  if (isReservedUsername(username)) throw taken(username)
  requireOwnName(firstName, lastName)

  // A Firestore id has 20 letters and digits. Firebase accepts uids of up to 128 characters.
  const uid = db.collection('people').doc().id
  const person: Person = {
    uid,
    username,
    firstName,
    lastName,
    createdAt: now,
    updatedAt: now,
    state: 'reserved',
  }
  const mailId = verificationMailId(uid)
  const created = [documents.person(uid), documents.username(username), documents.access(uid)] as const
  const batch = db.batch()
  batch.create(created[0], person)
  batch.create(created[1], { uid, createdAt: now })
  batch.create(created[2], { role: 'member', suspended: false })
  queueMail(batch, mailId, { kind: 'verify-email', uid, email }, now)
  await commit(batch, created[0].path, { by: uid }).catch((error: unknown) => {
    throw hasGrpcCode(error, grpc.alreadyExists) ? taken(username) : error
  })

  try {
    await auth.createUser({ uid, email, password, displayName: fullName(person) })
  } catch (error) {
    const undo = db.batch()
    // The account does not exist, so its activity record goes too.
    for (const ref of [...created, documents.mail(mailId), documents.activity(requestId)]) undo.delete(ref)
    await undo.commit()
    const { code } = error as { code?: string }
    if (code === 'auth/email-already-exists')
      throw new Problem(
        'email-taken',
        'There is already an account with this address. Nothing was created. Sign in, or ask for a new password.',
      )
    if (code === 'auth/invalid-email')
      throw new Problem('invalid-input', 'Nothing was created. Correct the address and send it again.', {
        fields: [{ path: 'email', message: 'This is not an e-mail address.' }],
      })
    throw error
  }

  await Promise.all([publish('user-registered', uid, { uid }), publishQueuedMail(mailId)])
  return json(201, presentProfile(person, { email, emailVerified: false }, 'member'))
})
