import type { Query } from '@google-cloud/firestore'
import type { NotificationContent } from '../../contract/notifications.ts'
import type { RegistrationDocument } from '../../contract/registrations.ts'
import { db, documents } from '../documents.ts'
import { grpc, isDeadlineExceeded } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { publishQueuedMail, queueMail } from './mail-queue.ts'
import { addNotice } from './notice.ts'

const maxPerCommit = 240
/** Commits at once, when each person is notified apart. */
const lanes = 32

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
 * Notifies people together. After an exceeded deadline it notifies each apart, because somebody may lock the place of one notice.
 *
 * @returns errors of people who were not notified
 */
const notifyTogether = async (
  uids: string[],
  noticeId: string,
  content: NotificationContent,
  now: string,
): Promise<unknown[]> => {
  try {
    await notifyPeople(uids, noticeId, content, now)
    return []
  } catch (error) {
    if (uids.length === 1) return [error]
    if (!isDeadlineExceeded(error)) throw error
    const errors: unknown[] = []
    const waiting = uids.values()
    const notifyApart = async () => {
      for (const uid of waiting) errors.push(...(await notifyTogether([uid], noticeId, content, now)))
    }
    await Promise.all(Array.from({ length: lanes }, notifyApart))
    return errors
  }
}

/**
 * Sends everybody in `registrations` the same notice, in the app and by e-mail. A repeated call notifies only people without the notice.
 *
 * @param noticeId names the change that the notice reports
 * @throws AggregateError when somebody was not notified, after everybody else was
 */
export const notifyAttendees = async (
  registrations: Query<RegistrationDocument>,
  noticeId: string,
  content: NotificationContent,
  now: string,
): Promise<void> => {
  let query = registrations.limit(maxPerCommit)
  const errors: unknown[] = []
  for (;;) {
    const page = await query.get()
    const uids = page.docs.map((snapshot) => snapshot.id)
    errors.push(...(await notifyTogether(uids, noticeId, content, now)))
    if (page.size < maxPerCommit) break
    query = query.startAfter(page.docs.at(-1)!)
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} people were not notified.`)
}
