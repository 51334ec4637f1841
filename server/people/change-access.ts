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
  /** The uid of the admin; nobody changes their own access. */
  by?: string
  change: Partial<AccessDocument>
  /** Names the change, so that it sends one notice. */
  id: string
  now: string
  /** Commits the batch with its activity. */
  save: (batch: WriteBatch, thing: string, details: Record<string, string>) => Promise<unknown>
  /** A test replaces it to see the race that it prevents. */
  keep?: typeof requireAnotherAdmin
}

/** Changes a person's role or suspension and sends them a notice. After a concurrent change it reads and decides again. */
export const changeAccess = ({ uid, by, change, id, now, save, keep = requireAnotherAdmin }: Change) =>
  retryOnConflict(async (): Promise<{ person: Person; access: AccessDocument }> => {
    const [snapshot, profile] = await Promise.all([documents.access(uid).get(), documents.person(uid).get()])
    const [accessBefore, person] = [snapshot.data(), profile.data()]
    if (!accessBefore || !person) throw notFound('person')
    const accessAfter = { ...accessBefore, ...change }
    const batch = db.batch()
    if (isActiveAdmin(accessBefore) && !isActiveAdmin(accessAfter)) await keep(batch, uid)
    if (uid === by)
      throw new Problem('forbidden', 'Nobody changes their own role. Another admin can; nothing was changed.')
    if (accessAfter.role === accessBefore.role && accessAfter.suspended === accessBefore.suspended)
      return { person, access: accessBefore }

    batch.update(snapshot.ref, toFields(access, change), { lastUpdateTime: snapshot.updateTime! })
    const isRoleChange = accessAfter.role !== accessBefore.role
    const content = roleChangedNotice(
      isRoleChange ? accessAfter.role : accessAfter.suspended ? 'suspended' : 'open',
    )
    const notice = addNotice(batch, uid, `role-changed_${id}`, content, now)
    // The sweep sends it: scripts/grant may have no permission to publish.
    queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
    await save(
      batch,
      `people/${uid}`,
      isRoleChange
        ? { role: accessAfter.role, before: accessBefore.role }
        : { suspended: String(accessAfter.suspended) },
    )
    return { person, access: accessAfter }
  })
