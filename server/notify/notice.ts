import type { Notice } from '../../contract/mails.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import { type DocumentReference, documents } from '../documents.ts'
import { renderNotice } from './render-notice.ts'

/** What can take a document: a batch or a transaction. */
type Writer = { set: (ref: DocumentReference, data: FirebaseFirestore.DocumentData) => unknown }

/** What is told to many is put into words once. */
const said = new WeakMap<NotificationContent, ReturnType<typeof renderNotice>>()

/**
 * Writes a notice to a person in the commit of the change it tells of.
 *
 * @param id derived from the change (with the attempt in it), so that writing it twice is telling once
 * @returns what `queueMail` takes, for a notice that is also to go out by e-mail
 */
export const addNotice = (
  writer: Writer,
  uid: string,
  id: string,
  content: NotificationContent,
  now: string,
): Notice => {
  const words = said.get(content) ?? renderNotice(content)
  said.set(content, words)
  writer.set(documents.notifications(uid).doc(id) as unknown as DocumentReference, {
    ...content,
    ...words,
    read: false,
    createdAt: now,
  })
  return { uid, notificationId: id, content }
}
