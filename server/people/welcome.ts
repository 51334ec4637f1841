import { person } from '../../contract/people.ts'
import { db, documents, fields } from '../documents.ts'
import { queueMail, sendQueuedMail } from '../notify/mail-queue.ts'
import { welcomeTo } from '../notify/notices.ts'
import { tell } from '../notify/tell.ts'
import { optimistic } from '../optimistic.ts'

/** The account stands: its profile is no longer a reservation, and the person is welcomed once. */
export const welcome = (uid: string, now: string): Promise<void> =>
  optimistic(async () => {
    const ref = documents.person(uid)
    const snapshot = await ref.get()
    const reserved = snapshot.data()
    if (reserved?.state !== 'reserved') return undefined
    const batch = db.batch()
    batch.update(ref, fields(person, { state: 'active' }), { lastUpdateTime: snapshot.updateTime! })
    const notice = tell(batch, uid, 'welcome', welcomeTo(reserved.firstName), now)
    const mail = documents.mails().doc().id
    queueMail(batch, mail, { kind: 'notices', items: [notice] }, now)
    await batch.commit()
    return mail
  }).then((mail) => (mail ? sendQueuedMail(mail) : undefined))
