import { person } from '../../contract/people.ts'
import { db, documents, fields } from '../../functions/documents.ts'
import { queueMail, sendQueuedMail } from '../../functions/mail/queue.ts'
import { welcomeTo } from '../../functions/notifications/notices.ts'
import { tell } from '../../functions/notifications/tell.ts'
import { optimistic } from '../../functions/optimistic.ts'
import { subscriber } from '../subscriber.ts'

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

export default subscriber('user-registered', ({ uid }, { now }) => welcome(uid, now))
