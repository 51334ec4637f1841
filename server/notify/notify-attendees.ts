import type { Query } from '@google-cloud/firestore'
import type { NotificationContent } from '../../contract/notifications.ts'
import type { RegistrationDocument } from '../../contract/registrations.ts'
import { db, documents } from '../documents.ts'
import { grpc } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { publishQueuedMail, queueMail } from './mail-queue.ts'
import { addNotice } from './notice.ts'

/** People told in one commit. */
const most = 240

/** Of these, tells who has not been told yet: notice and e-mail in one commit that fails if anybody else told one of them meanwhile. */
const tellSome = (uids: string[], id: string, content: NotificationContent, now: string): Promise<void> =>
  retryOnConflict(async () => {
    const refs = uids.map((uid) => documents.notifications(uid).doc(id))
    const told = refs.length > 0 ? await db.getAll(...refs, { fieldMask: [] }) : []
    const others = uids.filter((_, index) => !told[index]!.exists)
    if (others.length === 0) return
    const batch = db.batch()
    const onlyNew: Parameters<typeof addNotice>[0] = { set: (ref, data) => batch.create(ref, data) }
    const items = others.map((uid) => addNotice(onlyNew, uid, id, content, now))
    const mail = documents.mails().doc().id
    queueMail(batch, mail, { kind: 'notices', items }, now)
    await batch.commit()
    await publishQueuedMail(mail)
  }, [grpc.alreadyExists])

/**
 * Tells everybody in `registrations` the same, in the app and by e-mail; done again, it tells only who is left.
 *
 * @param id names the change that it tells of
 */
export const notifyAttendees = async (
  registrations: Query<RegistrationDocument>,
  id: string,
  content: NotificationContent,
  now: string,
): Promise<void> => {
  let query = registrations.limit(most)
  for (;;) {
    const page = await query.get()
    await tellSome(
      page.docs.map((one) => one.id),
      id,
      content,
      now,
    )
    if (page.size < most) return
    query = query.startAfter(page.docs.at(-1)!)
  }
}
