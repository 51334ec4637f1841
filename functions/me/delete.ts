import { isolate } from '../../contract/isolate.ts'
import { type AccessDocument, access, meDelete } from '../../contract/people.ts'
import { phaseOf } from '../../domain/events.ts'
import { type DocumentSnapshot, db, documents, toFields } from '../../server/documents.ts'
import { describeError } from '../../server/log.ts'
import { finishRemoval } from '../../server/people/finish-removals.ts'
import { isActiveAdmin, requireAnotherAdmin } from '../../server/people/keep-an-admin.ts'
import { Problem } from '../../server/problem.ts'
import { readableDocs, seeAccess } from '../../server/readable.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

const namesOf = (events: readonly { title: string }[]) =>
  events.map(({ title }) => `“${isolate(title)}”`).join(', ')

/** People have seats in the caller's coming and running events, or can still register. */
const refuseWithEvents = async (uid: string, now: string): Promise<void> => {
  const published = await documents
    .events()
    .where('ownerId', '==', uid)
    .where('state', '==', 'published')
    .get()
  const events = readableDocs(published.docs).map(({ data }) => data)
  const coming = events.filter((event) => phaseOf(event, now) === 'coming')
  const running = events.filter((event) => phaseOf(event, now) === 'now')
  if (coming.length + running.length === 0) return
  throw new Problem(
    'has-events',
    [
      coming.length > 0 && `Cancel these events first: ${namesOf(coming)}.`,
      running.length > 0 && `These events go on, so wait until they end: ${namesOf(running)}.`,
      'Nothing was deleted.',
    ]
      .filter(Boolean)
      .join(' '),
  )
}

/** Deleting the account deletes its cloud credentials, and without them the clusters could never be destroyed. */
const refuseWithClusters = async (uid: string): Promise<void> => {
  const live = documents.clusters().where('ownerId', '==', uid).where('live', '==', true)
  if ((await live.count().get()).data().count > 0)
    throw new Problem(
      'has-clusters',
      'Destroy your clusters first. If your role does not allow that, ask an admin to destroy them. Nothing was deleted.',
    )
}

/** Deletes the caller. `deletingSince` blocks every later request. If this function is killed, server/people/finish-removals continues. */
export default endpoint(meDelete, async ({ caller, now, requestId, log, commit }) => {
  const { uid } = caller
  const mark = async (snapshot: DocumentSnapshot<AccessDocument>) => {
    await Promise.all([refuseWithEvents(uid, now), refuseWithClusters(uid)])
    const batch = db.batch()
    batch.update(snapshot.ref, toFields(access, { deletingSince: now }), {
      lastUpdateTime: snapshot.updateTime!,
    })
    const accessBefore = seeAccess(snapshot)
    if (accessBefore && isActiveAdmin(accessBefore)) await requireAnotherAdmin(batch, uid)
    await commit(batch, snapshot.ref.path)
  }
  await retryOnConflict(async () => {
    const snapshot = await documents.access(uid).get()
    if (snapshot.exists && !seeAccess(snapshot)?.deletingSince) await mark(snapshot)
  })
  await finishRemoval(uid, requestId, now).catch((error: unknown) =>
    log('ERROR', 'A person is not deleted yet. The sweep continues.', describeError(error)),
  )
  return empty(204)
})
