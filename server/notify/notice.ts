import type { Notice } from '../../contract/mails.ts'
import type { NotificationContent, NotificationDocument } from '../../contract/notifications.ts'
import { type DocumentReference, documents } from '../documents.ts'
import { renderNotice } from './render-notice.ts'

/** A batch or a transaction. */
type Writer = { set: (ref: DocumentReference<NotificationDocument>, data: NotificationDocument) => unknown }

/** A notice to many people is rendered once. */
const rendered = new WeakMap<NotificationContent, ReturnType<typeof renderNotice>>()

/**
 * Adds a notice to the commit of the change it reports.
 *
 * @param id derives from the change (with the attempt in it), so that adding the notice twice writes one document
 * @returns the input of `queueMail`, for a notice that also goes out by e-mail
 */
export const addNotice = (
  writer: Writer,
  uid: string,
  id: string,
  content: NotificationContent,
  now: string,
): Notice => {
  const texts = rendered.get(content) ?? renderNotice(content)
  rendered.set(content, texts)
  writer.set(documents.notifications(uid).doc(id), { ...content, ...texts, read: false, createdAt: now })
  return { uid, notificationId: id, content }
}
