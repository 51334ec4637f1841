import { person } from '../../contract/people.ts'
import { db, documents, toFields } from '../documents.ts'
import { queueMail, sendQueuedMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { welcomeTo } from '../notify/notice-content.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/** The account stands: its profile is no longer a reservation, and the person is welcomed once. */
export const welcome = (uid: string, now: string): Promise<void> =>
  retryOnConflict(async () => {
    const ref = documents.person(uid)
    const snapshot = await ref.get()
    const reserved = snapshot.data()
    if (reserved?.state !== 'reserved') return undefined
    const batch = db.batch()
    batch.update(ref, toFields(person, { state: 'active' }), { lastUpdateTime: snapshot.updateTime! })
    const notice = addNotice(batch, uid, 'welcome', welcomeTo(reserved.firstName), now)
    const mail = documents.mails().doc().id
    queueMail(batch, mail, { kind: 'notices', items: [notice] }, now)
    await batch.commit()
    return mail
  }).then((mail) => (mail ? sendQueuedMail(mail) : undefined))
