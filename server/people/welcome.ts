import { person } from '../../contract/people.ts'
import { db, documents, toFields } from '../documents.ts'
import { publishQueuedMail, queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { welcomeNotice } from '../notify/notice-content.ts'
import { seePerson } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/** Activates the reserved profile of an existing account and sends the welcome notice once. */
export const welcomePerson = (uid: string, now: string): Promise<void> =>
  retryOnConflict(async () => {
    const ref = documents.person(uid)
    const snapshot = await ref.get()
    const reserved = seePerson(snapshot)
    if (reserved?.state !== 'reserved') return undefined
    const batch = db.batch()
    batch.update(ref, toFields(person, { state: 'active' }), { lastUpdateTime: snapshot.updateTime! })
    const notice = addNotice(batch, uid, 'welcome', welcomeNotice(reserved.firstName), now)
    const mail = documents.mails().doc().id
    queueMail(batch, mail, { kind: 'notices', items: [notice] }, now)
    await batch.commit()
    return mail
  }).then((mail) => (mail ? publishQueuedMail(mail) : undefined))
