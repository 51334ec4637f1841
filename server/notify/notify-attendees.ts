import type { Query } from '@google-cloud/firestore'
import type { NotificationContent } from '../../contract/notifications.ts'
import type { RegistrationDocument } from '../../contract/registrations.ts'
import { db, documents } from '../documents.ts'
import { grpc } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { publishQueuedMail, queueMail } from './mail-queue.ts'
import { addNotice } from './notice.ts'

const maxPerCommit = 240

/**
 * Notifies the people who do not have this notice yet. Notices and e-mail go in one commit, which fails if another delivery notified one of
 * them meanwhile.
 */
const notifyPeople = (
  uids: string[],
  noticeId: string,
  content: NotificationContent,
  now: string,
): Promise<void> =>
  retryOnConflict(async () => {
    const refs = uids.map((uid) => documents.notifications(uid).doc(noticeId))
    const existing = refs.length > 0 ? await db.getAll(...refs, { fieldMask: [] }) : []
    const missing = uids.filter((_, index) => !existing[index]!.exists)
    if (missing.length === 0) return
    const batch = db.batch()
    const createOnly: Parameters<typeof addNotice>[0] = { set: (ref, data) => batch.create(ref, data) }
    const items = missing.map((uid) => addNotice(createOnly, uid, noticeId, content, now))
    const mailId = documents.mails().doc().id
    queueMail(batch, mailId, { kind: 'notices', items }, now)
    await batch.commit()
    await publishQueuedMail(mailId)
  }, [grpc.alreadyExists])

/**
 * Sends everybody in `registrations` the same notice, in the app and by e-mail. A repeated call notifies only people without the notice.
 *
 * @param noticeId names the change that the notice reports
 */
export const notifyAttendees = async (
  registrations: Query<RegistrationDocument>,
  noticeId: string,
  content: NotificationContent,
  now: string,
): Promise<void> => {
  let query = registrations.limit(maxPerCommit)
  for (;;) {
    const page = await query.get()
    const uids = page.docs.map((snapshot) => snapshot.id)
    await notifyPeople(uids, noticeId, content, now)
    if (page.size < maxPerCommit) return
    query = query.startAfter(page.docs.at(-1)!)
  }
}
