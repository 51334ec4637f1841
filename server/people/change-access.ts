import type { WriteBatch } from '@google-cloud/firestore'
import { type AccessDocument, access } from '../../contract/people.ts'
import { repairPerson } from '../../domain/people.ts'
import { db, documents, FieldValue, toFields } from '../documents.ts'
import { queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { roleChangedNotice } from '../notify/notice-content.ts'
import { notFound, Problem } from '../problem.ts'
import { type SeenPerson, seeAccess, seePerson } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { handOverClusters, readOrphans } from './hand-over-clusters.ts'
import { isActiveAdmin, requireAnotherAdmin } from './keep-an-admin.ts'

type Change = {
  uid: string
  /** The uid of the admin; nobody changes their own access. */
  by?: string
  change: Partial<AccessDocument>
  /** `by` becomes the owner of clusters that the person could no longer manage. */
  takesClusters?: boolean
  /** Names the change, so that it sends one notice. */
  id: string
  now: string
  /** Commits the batch with its activity. */
  save: (batch: WriteBatch, thing: string, details: Record<string, string>) => Promise<unknown>
  /** A test replaces it to see the race that it prevents. */
  keep?: typeof requireAnotherAdmin
}

/** The whole document is written, because one of its other fields may be unreadable. */
const missingFields = {
  validAfter: FieldValue.delete(),
  deletingSince: FieldValue.delete(),
  suspensionChangedAt: FieldValue.delete(),
}

/** Changes a person's role or suspension and sends them a notice. After a concurrent change it reads and decides again. */
export const changeAccess = ({
  uid,
  by,
  change,
  takesClusters = false,
  id,
  now,
  save,
  keep = requireAnotherAdmin,
}: Change) =>
  retryOnConflict(async (): Promise<{ person: SeenPerson; access: AccessDocument }> => {
    const [snapshot, profile] = await Promise.all([documents.access(uid).get(), documents.person(uid).get()])
    // An admin must be able to suspend a person whose profile is damaged or missing.
    const [accessBefore, person] = [seeAccess(snapshot), seePerson(profile) ?? repairPerson(uid)]
    if (!accessBefore) throw notFound('person')
    const accessAfter = { ...accessBefore, ...change }
    const batch = db.batch()
    if (isActiveAdmin(accessBefore) && !isActiveAdmin(accessAfter)) await keep(batch, uid)
    if (uid === by)
      throw new Problem(
        'forbidden',
        'You can’t change your own role. Ask another admin. Nothing was changed.',
      )
    if (accessAfter.role === accessBefore.role && accessAfter.suspended === accessBefore.suspended)
      return { person, access: accessBefore }

    const orphans = await readOrphans(uid, accessBefore, accessAfter)
    handOverClusters(batch, orphans, takesClusters ? by : undefined)
    batch.update(snapshot.ref, toFields(access, { ...missingFields, ...accessAfter }), {
      lastUpdateTime: snapshot.updateTime!,
    })
    const isRoleChange = accessAfter.role !== accessBefore.role
    const content = roleChangedNotice(
      orphans.length > 0
        ? 'handedOver'
        : isRoleChange
          ? accessAfter.role
          : accessAfter.suspended
            ? 'suspended'
            : 'open',
    )
    const notice = addNotice(batch, uid, `role-changed_${id}`, content, now)
    // The sweep sends it: scripts/grant may have no permission to publish.
    queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
    await save(
      batch,
      `people/${uid}`,
      isRoleChange
        ? {
            role: accessAfter.role,
            before: accessBefore.role,
            ...(orphans.length > 0 && { clusters: String(orphans.length) }),
          }
        : { suspended: String(accessAfter.suspended) },
    )
    return { person, access: accessAfter }
  })
