import { accountSeen } from '../../contract/people.ts'
import { type AccountChange, accountChangesBetween } from '../../domain/account-changes.ts'
import { db, documents, toFields, type WriteBatch } from '../documents.ts'
import { isSignatureOf, sign } from '../hmac.ts'
import { describeError, type Log } from '../log.ts'
import { publishQueuedMail, queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { accountChangedNotice } from '../notify/notice-content.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { endEarlierSessions, type SessionsEnd } from './end-earlier-sessions.ts'
import { callIdentityToolkit, IdentityToolkitError } from './identity-toolkit.ts'

const textOfEmail = (uid: string, email: string) => `email of ${uid}\n${email}`

type Account = SessionsEnd & {
  email?: string
  passwordUpdatedAt?: number
  mfaInfo?: { mfaEnrollmentId: string }[]
}

/** The account behind a token. Undefined if Firebase does not know it or does not answer: the next sign-in looks again. */
const readAccount = async (idToken: string, log: Log): Promise<Account | undefined> => {
  try {
    const { users } = (await callIdentityToolkit('lookup', { idToken })) as { users?: Account[] }
    return users?.[0]
  } catch (error) {
    if (!(error instanceof IdentityToolkitError))
      log('WARNING', 'Firebase did not say what protects an account.', describeError(error))
    return undefined
  }
}

/** Adds a notice for each change, in the app and by e-mail. @returns the id of the e-mail, for `publishQueuedMail` */
export const addAccountNotices = (
  batch: WriteBatch,
  uid: string,
  changes: readonly AccountChange[],
  now: string,
): string | undefined => {
  if (changes.length === 0) return undefined
  const items = changes.map((change) =>
    addNotice(batch, uid, `account-changed_${change}_${Date.parse(now)}`, accountChangedNotice(change), now),
  )
  const mailId = documents.mails().doc().id
  queueMail(batch, mailId, { kind: 'notices', items }, now)
  return mailId
}

/**
 * Ends the sessions that Firebase ended. Compares what protects the account with what Labseat saw last, and sends a notice for each change. The notices, and what was seen, are one
 * commit: a second request at the same time loses it and sends nothing.
 */
export const reportAccountChanges = async (
  uid: string,
  idToken: string,
  now: string,
  log: Log,
): Promise<void> => {
  const [account, snapshot] = await Promise.all([readAccount(idToken, log), documents.accountSeen(uid).get()])
  if (!account) return
  await endEarlierSessions(uid, account)
  const { email = '', passwordUpdatedAt, mfaInfo = [] } = account
  const current = {
    ...(passwordUpdatedAt !== undefined && { passwordUpdatedAt: new Date(passwordUpdatedAt).toISOString() }),
    email: sign(textOfEmail(uid, email)).toString('hex'),
    factors: mfaInfo.map(({ mfaEnrollmentId }) => mfaEnrollmentId),
  }
  const seen = snapshot.data() ?? {}
  const changes = accountChangesBetween(seen, current, (hash) =>
    isSignatureOf(textOfEmail(uid, email), Buffer.from(hash, 'hex')),
  )
  if (changes.length === 0 && seen.email && seen.factors && seen.passwordUpdatedAt) return
  const batch = db.batch()
  if (snapshot.exists)
    batch.update(snapshot.ref, toFields(accountSeen, current), { lastUpdateTime: snapshot.updateTime! })
  else batch.create(snapshot.ref, current)
  const mailId = addAccountNotices(batch, uid, changes, now)
  try {
    await batch.commit()
  } catch (error) {
    if (hasGrpcCode(error, grpc.alreadyExists, grpc.failedPrecondition)) return
    throw error
  }
  if (mailId) await publishQueuedMail(mailId)
}
