import type { Activity } from '../../contract/activity.ts'
import { authRecordSignIn } from '../../contract/sign-in.ts'
import { familyOf } from '../../domain/account-changes.ts'
import { db, documents, type WriteBatch } from '../../server/documents.ts'
import { signWithEachKey } from '../../server/hmac.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { addNotice } from '../../server/notify/notice.ts'
import { newSignInNotice } from '../../server/notify/notice-content.ts'
import { reportAccountChanges } from '../../server/people/report-account-changes.ts'
import { grpc, hasGrpcCode } from '../../server/problem.ts'
import { publishActivity } from '../../server/publish.ts'
import { readDocument } from '../../server/read-document.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** A device that nobody signed in with for so long is new again. */
const deviceLifetimeMs = 180 * 24 * 3600_000

/**
 * The same sign-in always gets the same id: the first one, or one of the others if it was recorded before a key rotation. An HMAC, so the
 * id does not identify the person after the account is deleted.
 */
const recordsOf = (uid: string, signedInAt: number) => {
  const [current, ...earlier] = signWithEachKey(`${uid} ${signedInAt}`)
  const recordOf = (mac: Buffer) => documents.activity(`sign-in_${mac.toString('hex')}`)
  return { record: recordOf(current), earlierRecords: earlier.map(recordOf) }
}

type Device = { uid: string; name: string | undefined; userAgent: string | undefined; now: string }

/** Adds the device to the batch, with a notice if the person has other devices and this one is new. @returns the id of the e-mail */
const addDevice = async (
  batch: WriteBatch,
  { uid, name = '', userAgent, now }: Device,
): Promise<string | undefined> => {
  const family = familyOf(userAgent)
  const text = JSON.stringify(['device', uid, name, family.browser, family.system])
  const refs = signWithEachKey(text).map((mac) => documents.devices(uid).doc(mac.toString('hex')))
  const [known, any] = await Promise.all([
    Promise.all(refs.map((ref) => ref.get())),
    documents.devices(uid).limit(1).get(),
  ])
  const expiresAt = new Date(Date.parse(now) + deviceLifetimeMs).toISOString()
  batch.set(refs[0]!, { lastSignInAt: now, expiresAt })
  if (any.empty || known.some((snapshot) => (snapshot.data()?.expiresAt ?? '') > now)) return undefined
  const notice = addNotice(batch, uid, `new-sign-in_${Date.parse(now)}`, newSignInNotice(family, now), now)
  const mailId = documents.mails().doc().id
  queueMail(batch, mailId, { kind: 'notices', items: [notice] }, now)
  return mailId
}

/**
 * The web app calls this right after a sign-in at Firebase, and after a change of a second factor. Each sign-in is one record: its id comes
 * from the uid and the second.
 */
export default endpoint(
  authRecordSignIn,
  async ({ body, caller, now, requestId, idToken, userAgent, log }) => {
    const { uid, signedInAt } = caller
    const access = (await readDocument(documents.access(uid))).data()
    // At the first sign-in with Google there may be no profile yet, and a person who leaves must not get new documents.
    const isMember = access !== undefined && !access.deletingSince
    if (isMember && idToken) await reportAccountChanges(uid, idToken, now, log)
    const signIn: Activity = {
      actorId: uid,
      action: 'auth-record-sign-in',
      thing: documents.person(uid).path,
      at: new Date(signedInAt * 1000).toISOString(),
      requestId,
    }
    const { record, earlierRecords } = recordsOf(uid, signedInAt)
    const earlier = await Promise.all([record, ...earlierRecords].map((ref) => ref.get()))
    if (earlier.some(({ exists }) => exists)) return empty(204)
    const batch = db.batch()
    batch.create(record, signIn)
    const mailId = isMember ? await addDevice(batch, { uid, name: body.device, userAgent, now }) : undefined
    try {
      await batch.commit()
    } catch (error) {
      if (hasGrpcCode(error, grpc.alreadyExists)) return empty(204)
      throw error
    }
    await Promise.all([publishActivity([signIn]), mailId && publishQueuedMail(mailId)])
    return empty(204)
  },
)
