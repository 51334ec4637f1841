import { person } from '../../contract/people.ts'
import { db, documents, fields } from '../../functions/documents.ts'
import { tellWelcome } from '../../functions/notifications/tell.ts'
import { optimistic } from '../../functions/optimistic.ts'
import { subscriber } from '../subscriber.ts'

/** The account stands: its profile is no longer a reservation, and the person is welcomed once. */
export const welcome = (uid: string, now: string): Promise<void> =>
  optimistic(async () => {
    const ref = documents.person(uid)
    const snapshot = await ref.get()
    const reserved = snapshot.data()
    if (reserved?.state !== 'reserved') return
    const batch = db.batch()
    batch.update(ref, fields(person, { state: 'active' }), { lastUpdateTime: snapshot.updateTime! })
    tellWelcome(batch, uid, reserved.firstName, now)
    await batch.commit()
  })

export default subscriber('user-registered', ({ uid }, { now }) => welcome(uid, now))
