import { FieldPath } from '@google-cloud/firestore'
import { access } from '../../contract/people.ts'
import { commitWithActivity } from '../activity.ts'
import { type ChoreContext, runForEach } from '../chore.ts'
import { db, documents, toFields } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { Problem } from '../problem.ts'
import { seeAccess } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { isActiveAdmin, requireAnotherAdmin } from './keep-an-admin.ts'

/** Firebase takes at most 100 identifiers in a call. */
const batchSize = 100
/** Everybody is checked once a day: one read a person and day. */
const roundMs = 24 * 60 * 60 * 1000
/**
 * If more than half of a batch have no account, they did not leave: the accounts were not restored with a backup, or the project is the wrong
 * one. A mistake here would remove everybody, so a batch of one is never removed.
 */
const maxMissingShare = 0.5

/** Marks a person without an account as leaving. server/people/finish-removals continues. */
const markAsLeaving = (uid: string, now: string): Promise<void> =>
  retryOnConflict(async () => {
    const snapshot = await documents.access(uid).get()
    const accessBefore = seeAccess(snapshot)
    if (!accessBefore || accessBefore.deletingSince) return
    const batch = db.batch()
    if (isActiveAdmin(accessBefore))
      await requireAnotherAdmin(batch, uid).catch((error: unknown) => {
        // The last admin has no account either, and cannot come back.
        if (!(error instanceof Problem)) throw error
      })
    batch.update(snapshot.ref, toFields(access, { deletingSince: now }), {
      lastUpdateTime: snapshot.updateTime!,
    })
    await commitWithActivity(batch, {
      id: `me-delete_${uid}`,
      action: 'me-delete',
      thing: snapshot.ref.path,
      at: now,
    })
  })

/** The people who follow `lastUid` in order of their uid. A reserved profile may not have its account yet. */
const readPeople = async (lastUid: string | null) => {
  let people = db.collection('people').orderBy(FieldPath.documentId()).select('state').limit(batchSize)
  if (lastUid) people = people.startAfter(lastUid)
  return (await people.get()).docs
}

/**
 * Checks the next 100 people for their account at Firebase. A person can delete it there with a client's token, past DELETE /v1/me, and
 * an admin can in Firebase's console: everything that belongs to them is then removed as DELETE /v1/me does.
 */
export const findOrphans = async (context: ChoreContext): Promise<number> => {
  const { now, log } = context
  const progress = (await documents.accountCheck().get()).data()
  const isOver = progress?.after === null
  if (isOver && Date.parse(now) - Date.parse(progress.startedAt) < roundMs) return 0

  const people = await readPeople(progress?.after ?? null)
  const active = people.filter((person) => person.get('state') === 'active')
  const { users } = await auth.getUsers(active.map(({ id }) => ({ uid: id })))
  const existingUids = new Set(users.map(({ uid }) => uid))
  const orphans = active.filter(({ id }) => !existingUids.has(id))
  const isPlausible = orphans.length <= people.length * maxMissingShare
  if (!isPlausible)
    log('ERROR', 'Many people have no account at Firebase, so nobody was removed. Restore the accounts.', {
      checked: people.length,
      missing: orphans.length,
    })
  const worked = await runForEach(
    context,
    isPlausible ? orphans.map(({ id, ref }) => ({ path: ref.path, id })) : [],
    ({ id }) => markAsLeaving(id, now),
  )
  await documents.accountCheck().set({
    after: people.length < batchSize ? null : people.at(-1)!.id,
    startedAt: progress && !isOver ? progress.startedAt : now,
  })
  return worked
}
