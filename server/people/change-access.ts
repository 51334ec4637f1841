import type { WriteBatch } from '@google-cloud/firestore'
import { type AccessDocument, access, type Person } from '../../contract/people.ts'
import { db, documents, toFields } from '../documents.ts'
import { queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { roleChangedNotice } from '../notify/notice-content.ts'
import { notFound, Problem } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { isActiveAdmin, requireAnotherAdmin } from './keep-an-admin.ts'

type Change = {
  uid: string
  /** Who changes it; nobody changes their own. */
  by?: string
  /** What is new. */
  change: Partial<AccessDocument>
  /** Names the change, so that it is told of once. */
  id: string
  now: string
  /** Commits the batch with the record of who did it. */
  save: (batch: WriteBatch, thing: string, details: Record<string, string>) => Promise<unknown>
  /** What keeps the last admin; a test leaves it out to see the race it prevents. */
  keep?: typeof requireAnotherAdmin
}

/** Changes what a person may do, and tells them. What somebody else changed meanwhile is looked at again. */
export const changeAccess = ({ uid, by, change, id, now, save, keep = requireAnotherAdmin }: Change) =>
  retryOnConflict(async (): Promise<{ person: Person; access: AccessDocument }> => {
    const [found, profile] = await Promise.all([documents.access(uid).get(), documents.person(uid).get()])
    const [before, person] = [found.data(), profile.data()]
    if (!before || !person) throw notFound('person')
    const after = { ...before, ...change }
    const batch = db.batch()
    if (isActiveAdmin(before) && !isActiveAdmin(after)) await keep(batch, uid)
    if (uid === by)
      throw new Problem('forbidden', 'Nobody changes their own role. Another admin can; nothing was changed.')
    if (after.role === before.role && after.suspended === before.suspended) return { person, access: before }

    batch.update(found.ref, toFields(access, change), { lastUpdateTime: found.updateTime! })
    const isRole = after.role !== before.role
    const content = roleChangedNotice(isRole ? after.role : after.suspended ? 'suspended' : 'open')
    const notice = addNotice(batch, uid, `role-changed_${id}`, content, now)
    // Sent by the sweep: whoever runs scripts/grant may have no way to publish.
    queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
    await save(
      batch,
      `people/${uid}`,
      isRole ? { role: after.role, before: before.role } : { suspended: String(after.suspended) },
    )
    return { person, access: after }
  })
